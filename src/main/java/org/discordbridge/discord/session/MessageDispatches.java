package org.discordbridge.discord.session;

import java.time.Instant;
import java.util.function.Supplier;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.event.Actor;
import org.discordbridge.event.EventId;
import org.discordbridge.event.EventType;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.event.MessageDeleted;
import org.discordbridge.event.MessageEdited;
import org.discordbridge.event.ReactionChanged;

/**
 * Makes events of what happens to messages. One for each shard, called on its websocket thread.
 *
 * <p>Remembers messages only while somebody wants to know of edits or deletions.
 */
final class MessageDispatches {
    private final Subscribers subscribers;
    private final Dispatches dispatches;
    private final GatewayPayloads payloads;
    private final Places places;
    private final MessageCache cache;
    private final Findings findings;
    private final boolean readsContent;

    /** @param readsContent whether the session has the intent MESSAGE_CONTENT, without which texts are empty */
    MessageDispatches(
            Subscribers subscribers,
            Dispatches dispatches,
            Places places,
            MessageCache cache,
            Findings findings,
            boolean readsContent) {
        this.subscribers = subscribers;
        this.dispatches = dispatches;
        this.payloads = new GatewayPayloads(places);
        this.places = places;
        this.cache = cache;
        this.findings = findings;
        this.readsContent = readsContent;
    }

    void created(DataObject content, long sequence, Runnable unused) {
        boolean remember = remembers();
        if (!remember && !subscribers.want(EventType.MESSAGE_CREATED)) {
            return;
        }
        MessageCreated message = payloads.message(content);
        if (remember) {
            cache.put(message);
        }
        subscribers.deliver(message, new Payload(content));
    }

    /**
     * MESSAGE_UPDATE comes for edits, and also when Discord adds the preview of a link, when a message is pinned and so
     * on. It is an edit if the time of the last edit is another than before.
     */
    void updated(DataObject content, long sequence, Runnable unused) {
        if (!remembers()) {
            return;
        }
        MessageCache.Seen seen = cache.get(content.getString("id"));
        if (readsContent && findings.withholds(content)) {
            changedUnseen(content, sequence, seen);
            return;
        }
        MessageCreated message = payloads.message(content, author(content, seen), text(content, seen));
        if (message.authorId() != null) {
            cache.put(message);
        }
        Instant edited = message.editedTimestamp();
        boolean isEdit = edited != null && (seen == null || !edited.equals(seen.edited()));
        EventType type = isEdit ? EventType.MESSAGE_EDITED : EventType.MESSAGE_CHANGED;
        if (subscribers.want(type)) {
            subscribers.deliver(
                    new MessageEdited(
                            type,
                            isEdit ? EventId.ofEdit(message.messageId(), edited) : dispatches.identity(sequence),
                            isEdit ? edited : Json.now(),
                            message,
                            previous(seen)),
                    new Payload(content));
        }
    }

    /**
     * Discord does not say what the message is now. What it was stays remembered, so that an edit is one when Discord tells
     * of it; of a message that was not seen there is nothing to say.
     */
    private void changedUnseen(DataObject content, long sequence, MessageCache.Seen seen) {
        if (seen != null && subscribers.want(EventType.MESSAGE_CHANGED)) {
            subscribers.deliver(
                    new MessageEdited(
                            EventType.MESSAGE_CHANGED,
                            dispatches.identity(sequence),
                            Json.now(),
                            payloads.message(content, author(content, seen), seen.content()),
                            previous(seen)),
                    new Payload(content));
        }
    }

    void deleted(DataObject content, long sequence, Runnable unused) {
        if (remembers()) {
            deleted(content.getString("id"), content, false, new Payload(content));
        }
    }

    /** Each message on its own: it has its own author, text and identity. */
    void deletedInBulk(DataObject content, long sequence, Runnable unused) {
        if (remembers()) {
            Supplier<String> raw = new Payload(content);
            Json.strings(content, "ids").forEach(id -> deleted(id, content, true, raw));
        }
    }

    private void deleted(String id, DataObject content, boolean bulk, Supplier<String> raw) {
        MessageCache.Seen seen = cache.remove(id);
        if (subscribers.want(EventType.MESSAGE_DELETED)) {
            subscribers.deliver(
                    new MessageDeleted(
                            id,
                            Json.now(),
                            places.of(content.getString("guild_id", null), content.getString("channel_id")),
                            seen == null ? Actor.UNKNOWN : seen.author(),
                            previous(seen),
                            seen == null ? null : seen.webhookId(),
                            seen == null ? null : seen.applicationId(),
                            bulk),
                    raw);
        }
    }

    DispatchHandler.Taker reaction(EventType type) {
        return (content, sequence, unused) -> {
            if (subscribers.want(type)) {
                subscribers.deliver(readReaction(type, content, sequence), new Payload(content));
            }
        };
    }

    private ReactionChanged readReaction(EventType type, DataObject content, long sequence) {
        DataObject member = content.optObject("member").orElse(null);
        return new ReactionChanged(
                type,
                dispatches.identity(sequence),
                Json.now(),
                places.of(content.getString("guild_id", null), content.getString("channel_id")),
                content.getString("message_id"),
                member != null && member.hasKey("user")
                        ? Json.actor(member.getObject("user"), member)
                        : Actor.of(content.getString("user_id", null)),
                content.getString("message_author_id", null),
                Json.part(content, "emoji", "name"),
                Json.part(content, "emoji", "id"),
                content.getBoolean("burst", false));
    }

    private boolean remembers() {
        boolean wanted = subscribers.want(EventType.MESSAGE_DELETED)
                || subscribers.want(EventType.MESSAGE_EDITED)
                || subscribers.want(EventType.MESSAGE_CHANGED);
        if (!wanted && cache.size() > 0) {
            cache.clear();
        }
        return wanted;
    }

    private static Actor author(DataObject content, MessageCache.Seen seen) {
        if (content.hasKey("author")) {
            return GatewayPayloads.author(content);
        }
        return seen == null ? Actor.UNKNOWN : seen.author();
    }

    private static String text(DataObject content, MessageCache.Seen seen) {
        return content.getString("content", content.hasKey("content") || seen == null ? "" : seen.content());
    }

    private String previous(MessageCache.Seen seen) {
        return seen == null
                        || seen.content().isEmpty()
                                && (!readsContent || findings.content().ever())
                ? null
                : seen.content();
    }
}
