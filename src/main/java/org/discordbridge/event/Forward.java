package org.discordbridge.event;

import java.time.Instant;
import java.util.List;

/**
 * The content of a forwarded message, as Discord copied it. Its files are listed with the message that forwards it.
 *
 * @param messageId the message that was forwarded; null if Discord did not say it
 * @param channelId where it is
 * @param guildId null if it is a direct message, or if Discord did not say it
 * @param content its text
 * @param timestamp when it was written
 * @param componentText the words in its components, as {@link MessageCreated#componentText()}
 * @param embeds its rich embeds
 * @param stickers names of its stickers
 */
public record Forward(
        @Nullable String messageId,
        String channelId,
        @Nullable String guildId,
        String content,
        Instant timestamp,
        String componentText,
        List<Embed> embeds,
        List<String> stickers) {
    public Forward {
        embeds = List.copyOf(embeds);
        stickers = List.copyOf(stickers);
    }

    /** Leaves the text out: the text of this record may be logged. */
    @Override
    public String toString() {
        return "Forward[messageId=" + messageId + ", channelId=" + channelId + ", guildId=" + guildId + "]";
    }
}
