package org.discordbridge.discord.session;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.event.CommandInvoked;
import org.discordbridge.event.Embed;
import org.discordbridge.event.File;
import org.discordbridge.event.FileStatus;
import org.discordbridge.event.MessageCreated;

/**
 * Reads Discord's JSON into events. A missing id is an error that names it; anything else that is missing is null, empty
 * or false. Names of guilds and channels come from JDA's cache where it has them.
 */
final class GatewayPayloads {
    private static final long DISCORD_EPOCH = 1420070400000L;
    private static final int REPLY = 19;
    private static final int SPOILER = 1 << 3;
    private static final Duration INTERACTION_LIFE = Duration.ofMinutes(15);

    private final JDA jda;

    GatewayPayloads(JDA jda) {
        this.jda = jda;
    }

    /** A message object of MESSAGE_CREATE or of the REST API. */
    MessageCreated message(DataObject d) {
        String id = d.getString("id");
        String channelId = d.getString("channel_id");
        String guildId = d.getString("guild_id", null);
        DataObject author = d.getObject("author");
        String webhookId = d.getString("webhook_id", null);
        int type = d.getInt("type", 0);
        Place place = place(guildId, channelId);
        return new MessageCreated(
                id,
                instant(d.getString("timestamp", null), id),
                d.isNull("edited_timestamp") ? null : instant(d.getString("edited_timestamp", null), id),
                type,
                d.getLong("flags", 0),
                d.getString("content", ""),
                channelId,
                place.channelName(),
                place.parentId(),
                guildId,
                place.guildName(),
                author.getString("id"),
                shownName(author, d.optObject("member").orElse(null)),
                author.getString("username", ""),
                webhookId != null || author.getBoolean("bot", false),
                webhookId,
                d.getString("application_id", null),
                type == REPLY
                        ? d.optObject("message_reference")
                                .map(reference -> reference.getString("message_id", null))
                                .orElse(null)
                        : null,
                list(d, "mentions", DataArray::getObject, user -> user.getString("id")),
                list(d, "mention_roles", DataArray::getString, Function.identity()),
                d.getBoolean("mention_everyone", false),
                list(d, "embeds", DataArray::getObject, GatewayPayloads::embed),
                list(d, "sticker_items", DataArray::getObject, sticker -> sticker.getString("name", "")),
                list(d, "attachments", DataArray::getObject, GatewayPayloads::file));
    }

    /** The payload of INTERACTION_CREATE for a slash command. */
    CommandInvoked command(DataObject d, boolean answerable) {
        String id = d.getString("id");
        String channelId = d.getString("channel_id", null);
        String guildId = d.getString("guild_id", null);
        DataObject member = d.optObject("member").orElse(null);
        DataObject user = member == null ? d.getObject("user") : member.getObject("user");
        DataObject data = d.getObject("data");
        Map<String, String> options = new LinkedHashMap<>();
        StringJoiner content = new StringJoiner(" ");
        for (DataObject option : list(data, "options", DataArray::getObject, Function.identity())) {
            String value = String.valueOf(option.opt("value").orElse(""));
            options.put(option.getString("name"), value);
            content.add(value);
        }
        Instant used = Instant.ofEpochMilli(milliseconds(id));
        Place place = place(guildId, channelId);
        return new CommandInvoked(
                id,
                answerable ? d.getString("token") : null,
                Instant.now().plus(INTERACTION_LIFE),
                used,
                data.getString("name"),
                options,
                content.toString(),
                channelId,
                place.channelName(),
                guildId,
                place.guildName(),
                user.getString("id"),
                shownName(user, member),
                user.getString("username", ""));
    }

    /** What is known about where something happened. */
    private record Place(String guildName, String channelName, String parentId) {
        static final Place UNKNOWN = new Place(null, null, null);
    }

    private Place place(String guildId, String channelId) {
        Guild guild = guildId == null ? null : jda.getGuildById(guildId);
        if (guild == null) {
            return Place.UNKNOWN;
        }
        GuildChannel channel = guild.getGuildChannelById(channelId);
        if (channel == null) {
            return new Place(guild.getName(), null, null);
        }
        return new Place(
                guild.getName(), channel.getName(), channel instanceof ThreadChannel thread ? parentOf(thread) : null);
    }

    private static String parentOf(ThreadChannel thread) {
        try {
            return thread.getParentChannel().getId();
        } catch (NullPointerException e) {
            // on another thread than the gateway's: JDA has put it into its cache, and not yet said its parent
            return null;
        }
    }

    private static String shownName(DataObject user, DataObject member) {
        String nick = member == null ? null : member.getString("nick", null);
        if (nick != null) {
            return nick;
        }
        String name = user.getString("global_name", null);
        return name == null ? user.getString("username", "") : name;
    }

    private static File file(DataObject d) {
        String name = d.getString("filename", "");
        return new File(
                d.getString("id"),
                name,
                d.getString("title", null),
                d.getString("description", null),
                d.getString("content_type", null),
                null,
                d.getLong("size", 0),
                integer(d, "width"),
                integer(d, "height"),
                d.isNull("duration_secs") ? null : d.getDouble("duration_secs"),
                (d.getInt("flags", 0) & SPOILER) != 0 || name.startsWith("SPOILER_"),
                d.getString("url", ""),
                null,
                null,
                null,
                FileStatus.UNSTORED,
                null);
    }

    private static Embed embed(DataObject d) {
        return new Embed(
                d.getString("type", null),
                d.getString("title", null),
                d.getString("description", null),
                d.getString("url", null),
                d.getString("timestamp", null),
                integer(d, "color"),
                part(d, "author", "name"),
                part(d, "footer", "text"),
                part(d, "image", "url"),
                part(d, "thumbnail", "url"),
                list(
                        d,
                        "fields",
                        DataArray::getObject,
                        field -> new Embed.Field(
                                field.getString("name", ""),
                                field.getString("value", ""),
                                field.getBoolean("inline", false))));
    }

    private static String part(DataObject d, String object, String key) {
        return d.optObject(object).map(inner -> inner.getString(key, null)).orElse(null);
    }

    private static Integer integer(DataObject d, String key) {
        return d.isNull(key) ? null : Integer.valueOf(d.getInt(key));
    }

    /** One item of an array by its index. */
    private interface Item<T> {
        T at(DataArray array, int index);
    }

    private static <T, R> List<R> list(DataObject d, String key, Item<T> item, Function<T, R> convert) {
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

    private static Instant instant(String text, String snowflake) {
        if (text != null) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                // the id tells the same time
            }
        }
        return Instant.ofEpochMilli(milliseconds(snowflake));
    }

    /** Time of a snowflake (Discord docs, Reference > Snowflakes). */
    private static long milliseconds(String snowflake) {
        return (Long.parseUnsignedLong(snowflake) >>> 22) + DISCORD_EPOCH;
    }
}
