package org.discordbridge.discord.session.finding;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.discordbridge.discord.session.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out that Discord sends messages without their content, since somebody has switched MESSAGE CONTENT INTENT off
 * under a session that has it. Then content, embeds, attachments and components are empty and there is no poll, except
 * in messages of the bot, direct messages, and messages that mention it (Discord docs, Gateway > Message Content
 * Intent). Safe for any number of threads.
 */
public final class WithheldContent {
    private static final Logger LOG = LoggerFactory.getLogger(WithheldContent.class);
    private static final int PLAIN = 0;
    private static final int REPLY = 19;
    /** Flag with which the embeds of a message may be missing for another reason. */
    private static final long SUPPRESS_EMBEDS = 1 << 2;

    private static final List<String> WITHHELD = List.of("attachments", "embeds", "components");
    /** Other parts of a message, which Discord does not withhold. */
    private static final List<String> LISTS =
            List.of("sticker_items", "stickers", "message_snapshots", "soundboard_sounds");

    private static final List<String> OBJECTS =
            List.of("poll", "activity", "application", "call", "shared_client_theme");

    private volatile Instant since;
    private volatile boolean ever;

    /** Returns the time since which they come without it; null if they come with it, as far as is known. */
    Instant since() {
        return since;
    }

    /** Returns whether messages ever came without it: then an empty text may be a missing one. */
    public boolean ever() {
        return ever;
    }

    /** Looks at a new message. */
    void look(JsonObject message, String selfId) {
        boolean hasText = !message.text("content", "").isEmpty();
        if (hasText && since == null) {
            return;
        }
        if (hasText || has(message, WITHHELD)) {
            if (since != null
                    && concerns(message, selfId)
                    && !has(message, List.of("mention_roles"))
                    && !message.flag("mention_everyone")) {
                LOG.info("Discord sends again what people write; it was missing in messages since {}", since);
                since = null;
            }
        } else if (since == null && isFromPerson(message) && isWithout(message, selfId)) {
            since = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            ever = true;
            LOG.warn(
                    "Discord sends messages without what people write: {} in channel {} has neither text nor anything"
                            + " else. Switch on MESSAGE CONTENT INTENT under Developer Portal > Bot. Until then records"
                            + " have no text and no files, and edits are not told",
                    message.text("id"),
                    message.text("channel_id"));
        }
    }

    /** Returns whether a message, new or changed, is empty in a way that Discord would let nobody send. */
    static boolean isWithout(JsonObject message, String selfId) {
        int type = message.integer("type", -1);
        return (type == PLAIN || type == REPLY)
                && "".equals(message.data().get("content"))
                && !has(message, WITHHELD)
                && !has(message, LISTS)
                && OBJECTS.stream().noneMatch(message::has)
                && (message.number("flags", 0) & SUPPRESS_EMBEDS) == 0
                && concerns(message, selfId);
    }

    /** Returns whether Discord sends such a message without content if the intent is off. */
    private static boolean concerns(JsonObject message, String selfId) {
        String author = message.part("author", "id");
        return message.has("guild_id")
                && author != null
                && !author.equals(selfId)
                && !message.objects("mentions", user -> user.text("id", "")).contains(selfId);
    }

    private static boolean isFromPerson(JsonObject message) {
        JsonObject author = message.object("author");
        return !message.has("webhook_id") && author != null && !author.flag("bot");
    }

    private static boolean has(JsonObject message, List<String> lists) {
        return lists.stream().anyMatch(key -> !message.isEmpty(key));
    }
}
