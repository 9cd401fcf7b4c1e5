package org.discordbridge.discord.catchup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Knows how far the messages of one channel have come: which are done, which are under way, and whether some may be
 * missing.
 *
 * <p>A message is taken only once, whether it came live or was read over REST. The watermark is the id below which
 * every message is done. While messages may be missing, live ones are held. This keeps the order, and the watermark
 * does not pass over a gap. Each method takes the lock of this object; callers that do several things in a row hold it
 * themselves.
 *
 * @param <M> type of the messages that are held
 */
final class ChannelPosition<M> {
    private static final int REMEMBERED = 64;
    private static final int READ_REMEMBERED = 1_000;

    /** A live message that waits behind the gap. */
    record Held<M>(long id, M message) {}

    /** States of the gap: whether messages may be missing, and what is done about it. */
    private enum Gap {
        NONE,
        /** It will soon be known whether messages are missing. */
        SUSPECTED,
        /** The missing messages are being read. */
        READ,
        /** Reading them has failed, and is tried again. */
        STUCK
    }

    private final String channelId;
    private final String guildId;
    private final TreeMap<Long, Boolean> taken = new TreeMap<>();
    /** Some of the ids that were done last; all of them are at or below the watermark. */
    private final RecentIds lately = new RecentIds(REMEMBERED);

    private final List<Held<M>> held = new ArrayList<>();
    private long watermark;
    private long saved;
    private Gap gap = Gap.NONE;
    private long gapSince;
    private boolean missed;
    private boolean retired;
    private long told;
    private long checked;
    private long readFrom = Long.MAX_VALUE;
    /** The newest ids that were read over REST: the gateway may send them again if it is far behind. */
    private final TreeSet<Long> read = new TreeSet<>();
    /**
     * The id where the first of all reads began, and the last read id that is not in {@code read} any more: all in
     * between were taken.
     */
    private long floor = Long.MAX_VALUE;

    private long forgotten;

    private final Consumer<ChannelPosition<M>> onMove;
    private boolean moved;

    /**
     * @param guildId null for direct messages
     * @param onMove called once when the watermark has moved, and again only after {@link #unsaved} was called; must
     *     not block
     */
    ChannelPosition(String channelId, String guildId, long watermark, Consumer<ChannelPosition<M>> onMove) {
        this.channelId = channelId;
        this.guildId = guildId;
        this.onMove = onMove;
        this.watermark = watermark;
        this.saved = watermark;
    }

    String channelId() {
        return channelId;
    }

    /** Returns the guild of the channel, null for direct messages. */
    String guildId() {
        return guildId;
    }

    /** Takes a live message to be handed over; false if it was taken before. */
    synchronized boolean take(long id) {
        return !wasRead(id) && claim(id);
    }

    private boolean wasRead(long id) {
        return id > floor && (id <= forgotten || read.contains(id));
    }

    private boolean claim(long id) {
        if (id > watermark) {
            return taken.putIfAbsent(id, false) == null;
        }
        // a message that comes after later ones are done is handed over all the same, and does not move the watermark
        return !lately.contains(id);
    }

    /**
     * Takes a message that was read, or held while others were read; false if it was taken before. Every message
     * between the start of the read and the watermark is done. A held message may have been read during an earlier read
     * of the same gap.
     */
    synchronized boolean takeRead(long id) {
        if (id > readFrom && id <= watermark || wasRead(id) || !claim(id)) {
            return false;
        }
        read.add(id);
        if (read.size() > READ_REMEMBERED) {
            forgotten = read.pollFirst();
        }
        return true;
    }

    /**
     * Passes over a message that nobody wants. Does nothing while there is a gap, since reading the gap meets it again.
     * {@code onMove} is not called for it: a later read would simply pass over it again.
     */
    synchronized void passOver(long id) {
        if (hasGap() || id <= watermark) {
            return;
        }
        if (taken.isEmpty()) {
            watermark = id;
            lately.add(id);
        } else {
            taken.put(id, true);
            advance();
        }
    }

    /** Notes that a message that was taken is done: Kafka has acknowledged it, for instance. */
    synchronized void done(long id) {
        if (taken.replace(id, true) != null) {
            advance();
            if (watermark != saved && !moved) {
                moved = true;
                onMove.accept(this);
            }
        } else {
            lately.add(id);
        }
    }

    private void advance() {
        while (!taken.isEmpty() && taken.firstEntry().getValue()) {
            watermark = taken.pollFirstEntry().getKey();
            lately.add(watermark);
        }
    }

    /** Returns the id below which every message is done. */
    synchronized long watermark() {
        return watermark;
    }

    /** Returns the id of the first message that is taken and not done, or -1. */
    synchronized long oldestUnderWay() {
        for (Map.Entry<Long, Boolean> entry : taken.entrySet()) {
            if (!entry.getValue()) {
                return entry.getKey();
            }
        }
        return -1;
    }

    /**
     * Returns the oldest message that is known and not done, including those that wait behind the gap; -1 if there is
     * none.
     */
    synchronized long oldestWaiting() {
        long underWay = oldestUnderWay();
        return underWay >= 0 || held.isEmpty() ? underWay : held.get(0).id();
    }

    /** Returns whether a message with that id or a newer one is known, or was looked for and does not exist. */
    synchronized boolean knows(long id) {
        return id <= watermark || id <= checked || !taken.isEmpty() && id <= taken.lastKey();
    }

    /** Notes that Discord has named a message with that id, which will be looked for. */
    synchronized void expect(long id) {
        told = Math.max(told, id);
    }

    /** Returns the ids above that one that were read, or held while others were read, and are done. */
    synchronized List<Long> readSince(long id) {
        return read.tailSet(id, false).stream().filter(one -> one <= watermark).toList();
    }

    /**
     * Takes this position out of use if nothing is going on and everything up to that id is done. Returns whether it is
     * out of use.
     */
    synchronized boolean retire(long mark) {
        retired |= !hasGap() && taken.isEmpty() && Math.max(watermark, checked) <= mark && !moved;
        return retired;
    }

    /** Returns whether this position is out of use: there may be another one for the channel. */
    synchronized boolean isRetired() {
        return retired;
    }

    /** Returns the watermark if it has moved since the last call, else -1. */
    synchronized long unsaved() {
        moved = false;
        if (watermark == saved) {
            return -1;
        }
        saved = watermark;
        return watermark;
    }

    /** Lets the watermark be stored though it has not moved: nothing is stored of the channel yet. */
    synchronized void storeAnyway() {
        saved = -1;
        if (!moved) {
            moved = true;
            onMove.accept(this);
        }
    }

    /** Takes this position out of use whatever is going on, and returns how many messages were held. */
    synchronized int end() {
        retired = true;
        return closeGap().size();
    }

    // --- the gap -----------------------------------------------------------------------------------------------------

    /** Returns whether messages may be missing. */
    synchronized boolean hasGap() {
        return gap != Gap.NONE;
    }

    /** Returns the time since which messages may be missing, by the clock of {@link System#nanoTime}. */
    synchronized long gapSince() {
        return gapSince;
    }

    /** Notes that reading the missing messages has failed and is tried again. */
    synchronized void stick() {
        if (gap == Gap.READ) {
            gap = Gap.STUCK;
        }
    }

    /** Returns whether reading the missing messages has failed, so that the gap may last. */
    synchronized boolean isStuck() {
        return gap == Gap.STUCK;
    }

    /** Notes that messages may be missing, and that this will be known soon. */
    synchronized void suspect() {
        if (gap == Gap.NONE) {
            gap = Gap.SUSPECTED;
            gapSince = System.nanoTime();
        } else {
            missed = true;
        }
    }

    /** Returns whether it is still unknown if messages are missing. */
    synchronized boolean isSuspect() {
        return gap == Gap.SUSPECTED;
    }

    /** Notes that messages may be missing from now on. Returns whether reading them has to be begun. */
    synchronized boolean openGap() {
        missed = true;
        if (gap == Gap.READ || gap == Gap.STUCK) {
            return false;
        }
        if (gap == Gap.NONE) {
            gapSince = System.nanoTime();
        }
        gap = Gap.READ;
        return true;
    }

    /** Holds a live message that came while there is a gap. */
    synchronized void hold(long id, M message) {
        held.add(new Held<>(id, message));
    }

    /** Notes that a live message came and was not held: the gap has to be read once more. */
    synchronized void miss() {
        missed = true;
    }

    /** Returns the id after which reading begins. */
    synchronized long readFrom() {
        readFrom = watermark;
        floor = Math.min(floor, readFrom);
        return readFrom;
    }

    /** Prepares a read: a message missed from now on makes another read necessary. */
    synchronized void beginRead() {
        missed = false;
    }

    /**
     * Returns after the last page whether nothing was missed during the read. If so, the caller takes what is held, and
     * closes the gap.
     */
    synchronized boolean isComplete() {
        return !missed;
    }

    /** Ends the gap and returns the messages that were held, in order. */
    synchronized List<Held<M>> closeGap() {
        List<Held<M>> released = new ArrayList<>(held);
        released.sort(Comparator.comparingLong(Held::id));
        held.clear();
        gap = Gap.NONE;
        checked = told;
        return released;
    }
}
