package org.discordbridge.event;

import java.time.Instant;
import java.util.List;

/**
 * A message was deleted. Discord says only which one; what it was is known if it was seen before.
 *
 * @param messageId its snowflake
 * @param timestamp when the deletion was received
 * @param place where it was
 * @param author who had written it; unknown if it was not seen
 * @param previousContent its text; null if it was not seen
 * @param webhookId null unless a webhook had written it, or if it was not seen
 * @param applicationId null unless an application had written it, or if it was not seen
 * @param bulk whether it was deleted with others at once
 */
public record MessageDeleted(
        String messageId,
        Instant timestamp,
        Place place,
        Actor author,
        String previousContent,
        String webhookId,
        String applicationId,
        boolean bulk)
        implements DiscordEvent {

    @Override
    public EventType type() {
        return EventType.MESSAGE_DELETED;
    }

    @Override
    public String uuid() {
        return EventId.ofDeletion(messageId);
    }

    @Override
    public String channelId() {
        return place.channelId();
    }

    @Override
    public String channelName() {
        return place.channelName();
    }

    @Override
    public String parentChannelId() {
        return place.parentChannelId();
    }

    @Override
    public String parentChannelName() {
        return place.parentChannelName();
    }

    @Override
    public String guildId() {
        return place.guildId();
    }

    @Override
    public String guildName() {
        return place.guildName();
    }

    /** Who had written it, which is not always who deleted it; null if it was not seen. */
    @Override
    public String userId() {
        return author.id();
    }

    @Override
    public String userName() {
        return author.username();
    }

    @Override
    public Boolean userIsBot() {
        return author.bot();
    }

    @Override
    public List<String> userRoles() {
        return author.roles();
    }

    /** Leaves the text out: text of this record may be logged. */
    @Override
    public String toString() {
        return "MessageDeleted[messageId=" + messageId + ", channelId=" + channelId() + ", guildId=" + guildId()
                + ", bulk=" + bulk + "]";
    }
}
