package org.discordbridge.event;

import java.time.Instant;
import java.util.List;

/**
 * An event of the gateway that has no record of its own: its most important values, and Discord's JSON.
 *
 * @param type the kind of event
 * @param uuid derived from the thing it is about if it can happen to it only once, such as the deletion of a channel;
 *     else from the gateway session and the number of the dispatch in it
 * @param timestamp when it happened, or when it was received if Discord does not say that
 * @param dispatch Discord's own name, such as {@code CHANNEL_UPDATE}
 * @param place where it happened; for channels and threads, the channel itself
 * @param user who did it, or whom it is about
 * @param messageId the message it is about, null if none
 * @param subjectId the thing it is about: a channel, role, scheduled event, rule, sound, entry, target and so on, or
 *     the code of an invitation; null if Discord gives it none
 * @param subjectName the name of that thing; null if it has none
 * @param previousName the name of that thing before, null unless it is known and was another one
 * @param changed which of its properties changed, as far as that is known, sorted
 * @param data Discord's JSON of it, without tokens
 */
public record Dispatch(
        EventType type,
        String uuid,
        Instant timestamp,
        String dispatch,
        Place place,
        Actor user,
        @Nullable String messageId,
        @Nullable String subjectId,
        @Nullable String subjectName,
        @Nullable String previousName,
        List<String> changed,
        String data)
        implements PlacedEvent {

    public Dispatch {
        changed = List.copyOf(changed);
    }

    /** Leaves the data out: the text of this record may be logged. */
    @Override
    public String toString() {
        return "Dispatch[dispatch=" + dispatch + ", guildId=" + guildId() + ", channelId=" + channelId() + ", userId="
                + userId() + ", subjectId=" + subjectId + "]";
    }
}
