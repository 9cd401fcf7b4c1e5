package org.discordbridge.discord.session.dispatch;

import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.discord.session.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the parts of READY and GUILD_CREATE that JDA cannot read, before JDA sees them. JDA would fail on the whole,
 * and never finish setting up. So one bad channel, member or guild is all that is lost.
 */
public final class GuildSieve {
    private static final Logger LOG = LoggerFactory.getLogger(GuildSieve.class);

    /**
     * Says what JDA needs of each item in a list (JDA, {@code EntityBuilder}).
     *
     * @param object the inner object that has the id, null if the item has it itself
     */
    private record Needs(String list, String object, String id, List<String> texts, List<String> numbers) {
        boolean fits(JsonObject item) {
            JsonObject holder = object == null ? item : item.neededObject(object);
            // checks all, so that each fault is named
            return holder != null
                    && holder.neededId(id) != null
                    && texts.stream()
                            .filter(key -> !holder.needed(key))
                            .findAny()
                            .isEmpty()
                    && numbers.stream()
                            .filter(key -> !item.needed(key) || item.integer(key) == null)
                            .findAny()
                            .isEmpty();
        }
    }

    private static final List<Needs> GUILD = List.of(
            new Needs("channels", null, "id", List.of("name"), List.of("type")),
            new Needs("threads", null, "id", List.of("name"), List.of("type")),
            new Needs("roles", null, "id", List.of("name"), List.of()),
            new Needs("members", "user", "id", List.of("username"), List.of()),
            new Needs("emojis", null, "id", List.of(), List.of()),
            new Needs("voice_states", null, "user_id", List.of(), List.of()),
            new Needs("guild_scheduled_events", null, "id", List.of(), List.of()));

    private static final List<Needs> READY = List.of(new Needs("guilds", null, "id", List.of(), List.of()));

    private GuildSieve() {}

    /** Removes values that should be ids and are none, such as that of the newest message: JDA parses them. */
    private static Map<?, ?> withoutBadIds(JsonObject item) {
        item.data()
                .entrySet()
                .removeIf(entry -> entry.getValue() != null
                        && entry.getKey() instanceof String key
                        && key.endsWith("_id")
                        // the one of a voice state is no snowflake
                        && !key.equals("session_id")
                        && item.id(key) == null);
        return item.data();
    }

    public static void ready(DataObject content) {
        sift(content, JsonObject.of(content), READY, "READY");
    }

    static void guild(DataObject content) {
        JsonObject d = JsonObject.of(content);
        if (!d.flag("unavailable")) {
            sift(content, d, GUILD, "Guild");
        }
    }

    private static void sift(DataObject content, JsonObject d, List<Needs> needs, String what) {
        for (Needs one : needs) {
            List<Map<?, ?>> kept = d.objects(one.list(), item -> one.fits(item) ? withoutBadIds(item) : null);
            if (kept.isEmpty() || kept.size() < content.getArray(one.list()).length()) {
                // JDA needs the list, even an empty one
                content.put(one.list(), kept);
            }
        }
        d.tell(LOG, what, d.id("id"));
    }
}
