package org.discordbridge.discord;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Message;
import org.discordbridge.event.MessageCreated;

/**
 * What Discord returned.
 *
 * @param body the new body; null leaves the body as it is
 * @param headers headers to set
 */
record Outcome(Object body, Map<String, Object> headers) {
    /** A message that was read. */
    static Outcome of(MessageCreated message) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(DiscordConstants.MESSAGE_ID, message.messageId());
        headers.put(DiscordConstants.CHANNEL_ID, message.channelId());
        headers.put(DiscordConstants.AUTHOR_ID, message.authorId());
        if (message.guildId() != null) {
            headers.put(DiscordConstants.GUILD_ID, message.guildId());
        }
        return new Outcome(message, headers);
    }

    /** Messages that were posted, in order. */
    static Outcome posted(List<String> ids) {
        return new Outcome(null, Map.of(DiscordConstants.MESSAGE_ID, ids.get(0), DiscordConstants.MESSAGE_IDS, ids));
    }

    void applyTo(Message message) {
        if (body != null) {
            message.setBody(body);
        }
        headers.forEach(message::setHeader);
    }
}
