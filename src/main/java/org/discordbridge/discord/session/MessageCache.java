package org.discordbridge.discord.session;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.discordbridge.event.Actor;
import org.discordbridge.event.MessageCreated;

/**
 * What messages were, for the events about their edits and deletion: Discord says what a message is now, and of a deleted
 * one only the id. Bounded in number and in bytes; the oldest are forgotten first.
 *
 * <p>Each shard has its own, so that they do not wait for each other. Safe for any number of threads.
 */
final class MessageCache {
    /** What an entry needs besides its texts: the objects, ids and the map's own node. */
    private static final int OVERHEAD = 400;

    private final int mostMessages;
    private final long mostBytes;
    private final LinkedHashMap<String, Seen> messages = new LinkedHashMap<>();
    private long bytes;

    MessageCache(int mostMessages, long mostBytes) {
        this.mostMessages = mostMessages;
        this.mostBytes = mostBytes;
    }

    /** The part of a shard in what a session may remember. */
    static MessageCache partOf(SessionSettings settings, int shards) {
        return new MessageCache(
                (settings.cachedMessages() + shards - 1) / shards, (settings.cachedBytes() + shards - 1) / shards);
    }

    /**
     * A message as it was last seen.
     *
     * @param edited when it was edited, null if never
     */
    record Seen(Actor author, String content, Instant edited, String webhookId, String applicationId) {
        /** At most two bytes a character. */
        private long size() {
            return OVERHEAD + 2L * content.length() + 64L * author.roles().size();
        }
    }

    synchronized void put(MessageCreated message) {
        Seen seen = new Seen(
                new Actor(
                        message.authorId(),
                        message.authorName(),
                        message.authorUsername(),
                        message.authorIsBot(),
                        message.authorRoles()),
                message.content(),
                message.editedTimestamp(),
                message.webhookId(),
                message.applicationId());
        Seen before = messages.put(message.messageId(), seen);
        bytes += seen.size() - (before == null ? 0 : before.size());
        Iterator<Map.Entry<String, Seen>> eldest = messages.entrySet().iterator();
        while ((messages.size() > mostMessages || bytes > mostBytes) && eldest.hasNext()) {
            bytes -= eldest.next().getValue().size();
            eldest.remove();
        }
    }

    /** A message, null if it was not seen or is forgotten. */
    synchronized Seen get(String messageId) {
        return messages.get(messageId);
    }

    synchronized Seen remove(String messageId) {
        Seen seen = messages.remove(messageId);
        if (seen != null) {
            bytes -= seen.size();
        }
        return seen;
    }

    synchronized void clear() {
        messages.clear();
        bytes = 0;
    }

    synchronized int size() {
        return messages.size();
    }

    synchronized long bytes() {
        return bytes;
    }
}
