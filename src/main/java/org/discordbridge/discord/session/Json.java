package org.discordbridge.discord.session;

import com.ethlo.time.DateTime;
import com.ethlo.time.ITU;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.event.Actor;

/** Reading what Discord's objects have in common. */
final class Json {
    private static final long DISCORD_EPOCH = 1420070400000L;

    private Json() {}

    /** One item of an array by its index. */
    interface Item<T> {
        T at(DataArray array, int index);
    }

    static <T, R> List<R> list(DataObject d, String key, Item<T> item, Function<T, R> convert) {
        DataArray array = d.optArray(key).orElse(null);
        if (array == null || array.isEmpty()) {
            return List.of();
        }
        List<R> result = new ArrayList<>(array.length());
        for (int i = 0; i < array.length(); i++) {
            result.add(convert.apply(item.at(array, i)));
        }
        return result;
    }

    static List<String> strings(DataObject d, String key) {
        return list(d, key, DataArray::getString, Function.identity());
    }

    static Integer integer(DataObject d, String key) {
        return d.isNull(key) ? null : Integer.valueOf(d.getInt(key));
    }

    /** What is wrong, for the log: JDA's own words quote the payload, and with it texts and tokens. */
    static String problem(RuntimeException e) {
        return e instanceof ParsingException && e.getMessage() != null
                ? e.getMessage().split("[:\\n]", 2)[0]
                : e.toString();
    }

    /** A value of an object within, null if there is none. */
    static String part(DataObject d, String object, String key) {
        return d.optObject(object).map(inner -> inner.getString(key, null)).orElse(null);
    }

    /** A time (Discord docs, Reference > ISO8601 Date/Time); null if there is none, or if it is none. */
    static Instant instant(DataObject d, String key) {
        String text = d.getString(key, null);
        return text == null ? null : time(text);
    }

    private static Instant time(String text) {
        try {
            DateTime time = ITU.parseLenient(text);
            return time.getOffset().isPresent() ? time.toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** This machine's time, in milliseconds as Discord's: what is written is then what is read. */
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** When a snowflake was made (Discord docs, Reference > Snowflakes). */
    static Instant born(String snowflake) {
        return Instant.ofEpochMilli((Long.parseUnsignedLong(snowflake) >>> 22) + DISCORD_EPOCH);
    }

    /** The name shown: nickname in the guild, else display name, else user name. */
    static String shownName(DataObject user, DataObject member) {
        String nick = member == null ? null : member.getString("nick", null);
        if (nick != null) {
            return nick;
        }
        String name = user.getString("global_name", null);
        return name == null ? user.getString("username", null) : name;
    }

    /** A user object, with the member object beside it or null. */
    static Actor actor(DataObject user, DataObject member) {
        boolean named = user.hasKey("username");
        return new Actor(
                user.getString("id"),
                shownName(user, member),
                user.getString("username", null),
                named ? Boolean.valueOf(user.getBoolean("bot", false)) : null,
                member == null ? List.of() : strings(member, "roles"));
    }
}
