package org.discordbridge.archive;

import java.util.LinkedHashMap;
import java.util.Map;
import org.discordbridge.event.File;
import org.discordbridge.event.MessageCreated;

/**
 * Says where a file comes from: its key and its metadata in the bucket are made of that.
 *
 * @param guildId null in direct messages
 * @param channelId the channel, thread or direct message
 * @param messageId the message it came with
 * @param authorId who posted it
 */
record FileOrigin(String guildId, String channelId, String messageId, String authorId) {
    static FileOrigin of(MessageCreated message) {
        return new FileOrigin(message.guildId(), message.channelId(), message.messageId(), message.authorId());
    }

    /** Returns what is written beside the bytes of a file in the bucket; its digest comes on top. */
    Map<String, String> metadata(File file) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("attachment-id", file.id());
        metadata.put("message-id", messageId);
        metadata.put("channel-id", channelId);
        if (!authorId.isEmpty()) {
            metadata.put("author-id", authorId);
        }
        if (guildId != null) {
            metadata.put("guild-id", guildId);
        }
        return metadata;
    }
}
