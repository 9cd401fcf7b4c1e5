package org.discordbridge.discord.session.dispatch;

import gnu.trove.map.TLongLongMap;
import gnu.trove.map.hash.TLongLongHashMap;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.discordbridge.discord.session.SessionSettings;
import org.discordbridge.event.Actor;
import org.discordbridge.event.MessageCreated;

/**
 * Remembers messages, for the events about their edits and deletion: Discord only says what a message is now, and only
 * the id of a deleted one. Limited in number and in bytes; the oldest are forgotten first. Each new version counts like
 * another message, until the limit is reached.
 *
 * <p>Each shard has its own, so that they do not wait for each other. Safe for any number of threads.
 */
public final class MessageCache {
    /** Bytes that the place of a message needs, in a map that is half empty. */
    private static final int INDEX = 34;

    private static final long NOWHERE = -1;

    private final int mostMessages;
    private final long mostBytes;
    private final RecordQueue records = new RecordQueue();
    /** Place of the latest version of each message in the records. */
    private final TLongLongMap places = new TLongLongHashMap(16, 0.5f, 0, NOWHERE);

    private final SeenWriter writer = new SeenWriter();

    MessageCache(int mostMessages, long mostBytes) {
        this.mostMessages = mostMessages;
        this.mostBytes = mostBytes;
    }

    /** Makes the cache of a shard: its share of the messages that a session may remember. */
    public static MessageCache partOf(SessionSettings settings, int shards) {
        return new MessageCache(
                (settings.cachedMessages() + shards - 1) / shards, (settings.cachedBytes() + shards - 1) / shards);
    }

    /**
     * A message as it was last seen.
     *
     * @param edited the time when it was edited, null if never
     */
    record Seen(Actor author, String content, Instant edited, String webhookId, String applicationId) {}

    synchronized void put(MessageCreated message) {
        long id = Long.parseUnsignedLong(message.messageId());
        ByteBuffer seen = writer.write(message);
        long before = places.get(id);
        if (before != NOWHERE && records.get(before).equals(seen)) {
            return;
        }
        places.put(id, records.add(id, seen));
        while (records.size() > mostMessages || bytes() > mostBytes) {
            forgetOldest();
        }
    }

    private void forgetOldest() {
        long id = records.oldestId();
        if (places.get(id) == records.oldestPlace()) {
            places.remove(id);
        }
        records.removeOldest();
    }

    /** Returns a message, null if it was never seen or is forgotten. */
    synchronized Seen get(String messageId) {
        return at(places.get(Long.parseUnsignedLong(messageId)));
    }

    private Seen at(long place) {
        return place == NOWHERE ? null : SeenWriter.read(records.get(place));
    }

    synchronized Seen remove(String messageId) {
        return at(places.remove(Long.parseUnsignedLong(messageId)));
    }

    synchronized void clear() {
        places.clear();
        records.clear();
    }

    synchronized int size() {
        return places.size();
    }

    synchronized long bytes() {
        return records.bytes() + (long) INDEX * records.size();
    }
}
