package org.discordbridge.discord.catchup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * How far the messages of one channel have come: which are done, which are under way, and whether some may be missing.
 *
 * <p>A message is taken once, whether it came live or was read over REST. The watermark is the id below which every
 * message is done. While some may be missing, what comes live is held, so that order holds and the watermark does not pass
 * over a gap. Guarded by itself: callers that do several things in a row hold its lock.
 *
 * @param <M> what is held
 */
final class ChannelPosition<M> {
    private static final int REMEMBERED = 64;
    private static final int READ_REMEMBERED = 1_000;

    /** A message that came live and waits behind the gap. */
    record Held<M>(long id, M message) {}

    /** Whether messages may be missing, and what is done about it. */
    private enum Gap {
        NONE,
        /** It will soon be known whether there is one. */
        SUSPECTED,
        /** What is missing is being read. */
        READ,
        /** Reading it has failed, and is tried again. */
        STUCK
    }

    private final String channelId;
    private final String guildId;
    private final TreeMap<Long, Boolean> taken = new TreeMap<>();
    /** Some of what was done last, all of it up to the watermark. */
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
    /** The newest that were read over REST; the gateway may still tell of them, if it is far behind. */
    private final TreeSet<Long> read = new TreeSet<>();
    /** Where the first of all reads began, and the last that is not among the newest: all in between were taken. */
    private long floor = Long.MAX_VALUE;

    private long forgotten;

    private final Consumer<ChannelPosition<M>> onMove;
    private boolean moved;

    /**
     * @param guildId null for direct messages
     * @param onMove called once when the watermark has moved, until {@link #unsaved} is asked; must not block
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

    /** The guild of the channel, null for direct messages. */
    String guildId() {
        return guildId;
    }

    /** Takes a message that came live, to be handed over; false if it was taken before. */
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
        // one that comes after later ones are done is handed over all the same, and moves nothing
        return !lately.contains(id);
    }

    /**
     * Takes a message that was read, or held while others were read: everything since then below the watermark is done. What
     * was held during an earlier read of the same gap may have been read then.
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
     * Passes over a message that nobody wants. Nothing to be done while there is a gap: reading it comes by again. Nor is it
     * told that the watermark moves by that: who reads it again passes over it again.
     */
    synchronized void passOver(long id) {
        if (!hasGap() && id > watermark) {
            taken.put(id, true);
            advance();
        }
    }

    /** A message that was taken is done: Kafka has acknowledged it, for instance. */
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

    /** The id below which every message is done. */
    synchronized long watermark() {
        return watermark;
    }

    /** The id of the first message that is taken and not done, or -1. */
    synchronized long oldestUnderWay() {
        for (Map.Entry<Long, Boolean> entry : taken.entrySet()) {
            if (!entry.getValue()) {
                return entry.getKey();
            }
        }
        return -1;
    }

    /** The oldest message that is known and not done, one that waits behind the gap included; -1 if there is none. */
    synchronized long oldestWaiting() {
        long underWay = oldestUnderWay();
        return underWay >= 0 || held.isEmpty() ? underWay : held.get(0).id();
    }

    /** Whether a message of that id, or a newer one, is known of, or was looked for and is not there. */
    synchronized boolean knows(long id) {
        return id <= watermark || id <= checked || !taken.isEmpty() && id <= taken.lastKey();
    }

    /** Discord has told of a message of that id, which is looked for now. */
    synchronized void expect(long id) {
        told = Math.max(told, id);
    }

    /** Takes it out of use if nothing is going on and everything up to that id is done. */
    synchronized boolean retire(long mark) {
        retired |= !hasGap() && taken.isEmpty() && Math.max(watermark, checked) <= mark && !moved;
        return retired;
    }

    /** Whether it is out of use: there may be another one for the channel. */
    synchronized boolean isRetired() {
        return retired;
    }

    /** The watermark if it has moved since it was asked for last, else -1. */
    synchronized long unsaved() {
        moved = false;
        if (watermark == saved) {
            return -1;
        }
        saved = watermark;
        return watermark;
    }

    // --- the gap -----------------------------------------------------------------------------------------------------

    /** Whether messages may be missing. */
    synchronized boolean hasGap() {
        return gap != Gap.NONE;
    }

    /** Since when, by the clock of {@link System#nanoTime}. */
    synchronized long gapSince() {
        return gapSince;
    }

    /** Reading what is missing has failed, and is tried again. */
    synchronized void stick() {
        if (gap == Gap.READ) {
            gap = Gap.STUCK;
        }
    }

    /** Whether reading what is missing has failed, so that its gap may last. */
    synchronized boolean isStuck() {
        return gap == Gap.STUCK;
    }

    /** Messages may be missing, and whether that is so will be known soon. */
    synchronized void suspect() {
        if (gap == Gap.NONE) {
            gap = Gap.SUSPECTED;
            gapSince = System.nanoTime();
        } else {
            missed = true;
        }
    }

    /** Whether it is not known yet if messages are missing. */
    synchronized boolean isSuspect() {
        return gap == Gap.SUSPECTED;
    }

    /** From now on messages may be missing. True if reading them has to be begun. */
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

    /** A message that came live while there is a gap. */
    synchronized void hold(long id, M message) {
        held.add(new Held<>(id, message));
    }

    /** A message came live and was not held: what is being read has to be read once more. */
    synchronized void miss() {
        missed = true;
    }

    /** Where reading begins. */
    synchronized long readFrom() {
        readFrom = watermark;
        floor = Math.min(floor, readFrom);
        return readFrom;
    }

    /** Before a read: what is missed from now on makes another one necessary. */
    synchronized void beginRead() {
        missed = false;
    }

    /** After the last page: whether nothing was missed meanwhile. The caller then takes what is held, and closes. */
    synchronized boolean isComplete() {
        return !missed;
    }

    /** Ends the gap and gives back what was held, in order. */
    synchronized List<Held<M>> closeGap() {
        List<Held<M>> released = new ArrayList<>(held);
        released.sort(Comparator.comparingLong(Held::id));
        held.clear();
        gap = Gap.NONE;
        checked = told;
        return released;
    }
}
