package org.discordbridge.discord.catchup;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * Collects channels whose watermark has moved and is not stored yet. A channel counts only once, however far it has
 * moved. So storing less often means storing less: after many channels, the next time comes later.
 */
final class MovedPositions {
    /**
     * Greatest number of watermarks stored in a second. In that many channels, nearly every message moves another
     * watermark.
     */
    static final int MOST_A_SECOND = 10_000;

    private static final long EACH = TimeUnit.SECONDS.toNanos(1) / MOST_A_SECOND;
    private static final long AT_LATEST = TimeUnit.SECONDS.toNanos(1);

    private final Queue<ChannelPosition<?>> moved = new ConcurrentLinkedQueue<>();
    private final BiConsumer<String, String> keep;
    private final LongSupplier nanoTime;
    private long notBefore;

    /**
     * @param keep stores a channel and its watermark
     * @param nanoTime a clock like {@link System#nanoTime}
     */
    MovedPositions(BiConsumer<String, String> keep, LongSupplier nanoTime) {
        this.keep = keep;
        this.nanoTime = nanoTime;
        notBefore = nanoTime.getAsLong();
    }

    /** Adds a channel. May be called from any thread. */
    void add(ChannelPosition<?> position) {
        moved.add(position);
    }

    /** Stores the watermarks, unless there were too many a moment ago. One thread at a time. */
    void keepIfDue() {
        long now = nanoTime.getAsLong();
        if (now - notBefore >= 0) {
            notBefore = now + Math.min(AT_LATEST, keepAll() * EACH);
        }
    }

    /**
     * Stores the watermarks and returns their number. A second caller waits, so that it cannot store an older value
     * after a newer one.
     */
    synchronized int keepAll() {
        int kept = 0;
        for (ChannelPosition<?> position = moved.poll(); position != null; position = moved.poll()) {
            long watermark = position.unsaved();
            if (watermark >= 0) {
                keep.accept(position.channelId(), Long.toUnsignedString(watermark));
                kept++;
            }
        }
        return kept;
    }
}
