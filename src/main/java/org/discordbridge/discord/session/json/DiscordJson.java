package org.discordbridge.discord.session.json;

import com.ethlo.time.DateTime;
import com.ethlo.time.ITU;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.dv8tion.jda.api.exceptions.ParsingException;
import org.discordbridge.event.Actor;
import org.discordbridge.event.Snowflakes;

/** Reads values that many of Discord's objects have. */
public final class DiscordJson {
    private static final String LAST_SNOWFLAKE = "18446744073709551615";

    private DiscordJson() {}

    /**
     * Words a failure for the log. The messages of JDA and of parsers quote the payload, and with it texts and tokens.
     */
    public static String problem(RuntimeException e) {
        if (e instanceof NumberFormatException) {
            return "a text and not a number";
        }
        return e instanceof ParsingException && e.getMessage() != null
                ? e.getMessage().split("[:\\n]", 2)[0]
                : e.toString();
    }

    /** Returns whether a text is an unsigned number of 64 bits (Discord docs, Reference > Snowflakes). */
    public static boolean isSnowflake(String text) {
        int length = text.length();
        if (length == 0 || length > LAST_SNOWFLAKE.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return length < LAST_SNOWFLAKE.length() || text.compareTo(LAST_SNOWFLAKE) <= 0;
    }

    /** Reads a whole number; null if it is none. */
    static Long whole(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Reads a time (Discord docs, Reference > ISO8601 Date/Time); null if it is none. */
    static Instant time(String text) {
        try {
            DateTime time = ITU.parseLenient(text);
            return time.getOffset().isPresent() ? time.toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * Returns this machine's time in milliseconds, as Discord's times are, so that it is the same after it was written
     * and read.
     */
    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Returns the time when a snowflake was made (Discord docs, Reference > Snowflakes). */
    public static Instant born(String snowflake) {
        return Snowflakes.timeOf(Snowflakes.parse(snowflake));
    }

    /**
     * Returns the name that people see: nickname in the guild, else display name, else user name; null if there is
     * none.
     */
    public static String shownName(JsonObject user, JsonObject member) {
        String nick = member == null ? null : member.text("nick");
        if (nick != null || user == null) {
            return nick;
        }
        String name = user.text("global_name");
        return name == null ? user.text("username") : name;
    }

    /** Reads a user object, with the member object beside it or null. */
    public static Actor actor(JsonObject user, JsonObject member) {
        return new Actor(
                user.neededId("id"),
                shownName(user, member),
                user.text("username"),
                user.has("username") ? Boolean.valueOf(user.flag("bot")) : null,
                member == null ? List.of() : member.ids("roles"));
    }

    /** Reads the user in a member object; without one, only the id is known. */
    public static Actor member(JsonObject member, String userId) {
        JsonObject user = member == null ? null : member.object("user");
        if (user == null) {
            return Actor.of(userId);
        }
        Actor read = actor(user, member);
        return read.id() != null || userId == null
                ? read
                : new Actor(userId, read.name(), read.username(), read.bot(), read.roles());
    }
}
