package org.discordbridge.discord.catchup;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * The channels whose watermark is not kept yet. Each counts once however far it has moved, so that to keep them less often
 * is less to keep: after many, the next time is later.
 */
final class MovedPositions {
    /** In as many channels as that there is hardly a message that does not move another one. */
    static final int MOST_A_SECOND = 10_000;

    private static final long EACH = TimeUnit.SECONDS.toNanos(1) / MOST_A_SECOND;
    private static final long AT_LATEST = TimeUnit.SECONDS.toNanos(1);

    private final Queue<ChannelPosition<?>> moved = new ConcurrentLinkedQueue<>();
    private final BiConsumer<String, String> keep;
    private final LongSupplier nanoTime;
    private long notBefore;

    /**
     * @param keep takes a channel and its watermark
     * @param nanoTime as {@link System#nanoTime}
     */
    MovedPositions(BiConsumer<String, String> keep, LongSupplier nanoTime) {
        this.keep = keep;
        this.nanoTime = nanoTime;
        notBefore = nanoTime.getAsLong();
    }

    /** From any thread. */
    void add(ChannelPosition<?> position) {
        moved.add(position);
    }

    /** Keeps them, unless they were too many a moment ago. One thread at a time. */
    void keepIfDue() {
        long now = nanoTime.getAsLong();
        if (now - notBefore >= 0) {
            notBefore = now + Math.min(AT_LATEST, keepAll() * EACH);
        }
    }

    /** Keeps them, and says how many they were. Whoever comes second waits, so that none is kept as it was before. */
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
