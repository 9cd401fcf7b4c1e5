package org.discordbridge.discord.session.dispatch;

import java.time.Instant;
import java.util.function.Supplier;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.discord.session.finding.Findings;
import org.discordbridge.discord.session.json.DiscordJson;
import org.discordbridge.discord.session.json.JsonObject;
import org.discordbridge.discord.session.read.MessageJson;
import org.discordbridge.discord.session.read.NameLookup;
import org.discordbridge.discord.session.read.RawJson;
import org.discordbridge.discord.session.subscribe.Subscribers;
import org.discordbridge.event.Actor;
import org.discordbridge.event.EventId;
import org.discordbridge.event.EventType;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.event.MessageDeleted;
import org.discordbridge.event.MessageEdited;
import org.discordbridge.event.ReactionChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes events from dispatches about messages. There is one for each shard, called on its websocket thread.
 *
 * <p>Remembers messages only while somebody wants events about edits or deletions.
 */
public final class MessageDispatches {
    private static final Logger LOG = LoggerFactory.getLogger(MessageDispatches.class);

    private final Subscribers subscribers;
    private final Dispatches dispatches;
    private final MessageJson payloads;
    private final NameLookup places;
    private final MessageCache cache;
    private final Findings findings;
    private final boolean readsContent;

    /** @param readsContent whether the session has the intent MESSAGE_CONTENT; without it texts are empty */
    public MessageDispatches(
            Subscribers subscribers,
            Dispatches dispatches,
            NameLookup places,
            MessageCache cache,
            Findings findings,
            boolean readsContent) {
        this.subscribers = subscribers;
        this.dispatches = dispatches;
        this.payloads = new MessageJson(places);
        this.places = places;
        this.cache = cache;
        this.findings = findings;
        this.readsContent = readsContent;
    }

    public void created(DataObject content, long sequence, Runnable unused) {
        boolean remember = remembers();
        if (!remember && !subscribers.want(EventType.MESSAGE_CREATED)) {
            return;
        }
        MessageCreated message = payloads.message(content);
        if (message == null) {
            return;
        }
        if (remember) {
            cache.put(message);
        }
        subscribers.deliver(message, new RawJson(content));
    }

    /**
     * Handles MESSAGE_UPDATE. It comes for edits, and also when Discord adds the preview of a link, when a message is
     * pinned and so on. It is an edit if the time of the last edit is another than before.
     */
    public void updated(DataObject content, long sequence, Runnable unused) {
        if (!remembers()) {
            return;
        }
        JsonObject d = JsonObject.of(content);
        String id = d.id("id");
        MessageCache.Seen seen = id == null ? null : cache.get(id);
        if (readsContent && findings.withholds(d)) {
            changedUnseen(content, d, sequence, seen);
            return;
        }
        MessageCreated message = payloads.message(content, d, author(d, seen), text(d, seen));
        if (message == null) {
            return;
        }
        if (message.userId() != null) {
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
                            isEdit ? edited : DiscordJson.now(),
                            message,
                            previous(seen)),
                    new RawJson(content));
        }
    }

    /**
     * Handles a change without the new text. The old text stays remembered, so that a later edit is recognized. If the
     * message was never seen, there is no event.
     */
    private void changedUnseen(DataObject content, JsonObject d, long sequence, MessageCache.Seen seen) {
        MessageCreated message = seen == null || !subscribers.want(EventType.MESSAGE_CHANGED)
                ? null
                : payloads.message(content, d, author(d, seen), seen.content());
        if (message != null) {
            subscribers.deliver(
                    new MessageEdited(
                            EventType.MESSAGE_CHANGED,
                            dispatches.identity(sequence),
                            DiscordJson.now(),
                            message,
                            previous(seen)),
                    new RawJson(content));
        }
    }

    public void deleted(DataObject content, long sequence, Runnable unused) {
        if (remembers()) {
            JsonObject d = JsonObject.of(content);
            String id = d.neededId("id");
            if (id == null) {
                LOG.error("MESSAGE_DELETE in channel {} is lost: {}", d.id("channel_id"), d.faults());
                return;
            }
            deleted(id, d, false, new RawJson(content));
            d.tell(LOG, "The deletion of message", id);
        }
    }

    /** Makes one event for each message, since each has its own author, text and identity. */
    public void deletedInBulk(DataObject content, long sequence, Runnable unused) {
        if (remembers()) {
            Supplier<String> raw = new RawJson(content);
            JsonObject d = JsonObject.of(content);
            d.ids("ids").forEach(id -> deleted(id, d, true, raw));
            d.tell(LOG, "The deletion of messages in channel", d.id("channel_id"));
        }
    }

    private void deleted(String id, JsonObject d, boolean bulk, Supplier<String> raw) {
        MessageCache.Seen seen = cache.remove(id);
        if (subscribers.want(EventType.MESSAGE_DELETED)) {
            subscribers.deliver(
                    new MessageDeleted(
                            id,
                            DiscordJson.now(),
                            places.of(d.id("guild_id"), d.neededId("channel_id")),
                            seen == null ? Actor.UNKNOWN : seen.author(),
                            previous(seen),
                            seen == null ? null : seen.webhookId(),
                            seen == null ? null : seen.applicationId(),
                            bulk),
                    raw);
        }
    }

    public DispatchHandler.Taker reaction(EventType type) {
        return (content, sequence, unused) -> {
            if (subscribers.want(type)) {
                subscribers.deliver(readReaction(type, content, sequence), new RawJson(content));
            }
        };
    }

    private ReactionChanged readReaction(EventType type, DataObject content, long sequence) {
        JsonObject d = JsonObject.of(content);
        String messageId = d.neededId("message_id");
        JsonObject emoji = d.object("emoji");
        ReactionChanged reaction = new ReactionChanged(
                type,
                dispatches.identity(sequence),
                DiscordJson.now(),
                places.of(d.id("guild_id"), d.neededId("channel_id")),
                messageId,
                DiscordJson.member(d.object("member"), d.id("user_id")),
                d.id("message_author_id"),
                emoji == null ? null : emoji.text("name"),
                emoji == null ? null : emoji.id("id"),
                d.flag("burst"));
        d.tell(LOG, "A reaction to message", messageId);
        return reaction;
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

    private static Actor author(JsonObject d, MessageCache.Seen seen) {
        if (!d.has("author")) {
            return seen == null ? Actor.UNKNOWN : seen.author();
        }
        Actor author = MessageJson.author(d);
        return author.id() == null && seen != null ? seen.author() : author;
    }

    private static String text(JsonObject d, MessageCache.Seen seen) {
        String text = d.text("content");
        if (text != null) {
            return text;
        }
        return seen == null ? "" : seen.content();
    }

    private String previous(MessageCache.Seen seen) {
        return seen == null
                        || seen.content().isEmpty()
                                && (!readsContent || findings.content().ever())
                ? null
                : seen.content();
    }
}
