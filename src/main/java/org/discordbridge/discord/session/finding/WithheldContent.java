package org.discordbridge.discord.session.finding;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.discordbridge.discord.session.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out that Discord sends messages without what people write, since somebody has switched MESSAGE CONTENT INTENT off
 * under a session that has it. Then content, embeds, attachments and components are empty and there is no poll, but for what
 * the bot writes, direct messages, and messages that mention it (Discord docs, Gateway > Message Content Intent). Safe for
 * any number of threads.
 */
public final class WithheldContent {
    private static final Logger LOG = LoggerFactory.getLogger(WithheldContent.class);
    private static final int PLAIN = 0;
    private static final int REPLY = 19;
    /** With it, the embeds of a message may be gone for another reason. */
    private static final long SUPPRESS_EMBEDS = 1 << 2;

    private static final List<String> WITHHELD = List.of("attachments", "embeds", "components");
    /** What else a message may consist of, withheld or not. */
    private static final List<String> LISTS =
            List.of("sticker_items", "stickers", "message_snapshots", "soundboard_sounds");

    private static final List<String> OBJECTS =
            List.of("poll", "activity", "application", "call", "shared_client_theme");

    private volatile Instant since;
    private volatile boolean ever;

    /** Since when; null if they come with it, as far as is known. */
    Instant since() {
        return since;
    }

    /** Whether they came without it once, so that an empty text may not be one. */
    public boolean ever() {
        return ever;
    }

    /** Looks at a message that was written. */
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

    /** Whether a message, written or changed, has nothing that Discord would let anybody send. */
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

    /** Whether it is of those that Discord sends without content. */
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
