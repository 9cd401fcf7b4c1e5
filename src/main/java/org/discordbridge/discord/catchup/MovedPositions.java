package org.discordbridge.discord.catchup;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * Collects channels whose watermark has moved and is not stored yet. A channel counts only once, however far it has
 * moved. So storing less often means storing less ({@link StorePace}).
 */
final class MovedPositions {
    private final Queue<ChannelPosition<?>> moved = new ConcurrentLinkedQueue<>();
    private final BooleanSupplier mayStore;
    private final BiConsumer<String, String> keep;

    /**
     * @param mayStore says whether anything may be stored at the moment; if not, what has moved waits
     * @param keep stores a channel and its watermark
     */
    MovedPositions(BooleanSupplier mayStore, BiConsumer<String, String> keep) {
        this.mayStore = mayStore;
        this.keep = keep;
    }

    /** Adds a channel. May be called from any thread. */
    void add(ChannelPosition<?> position) {
        moved.add(position);
    }

    /** Returns whether a watermark has moved and is not stored. */
    boolean areLeft() {
        return !moved.isEmpty();
    }

    /**
     * Stores the watermarks and returns their number. A second caller waits, so that it cannot store an older value
     * after a newer one.
     */
    synchronized int keepAll() {
        int kept = 0;
        while (!moved.isEmpty() && mayStore.getAsBoolean()) {
            ChannelPosition<?> position = moved.remove();
            long watermark = position.unsaved();
            if (watermark >= 0) {
                keep.accept(position.channelId(), Long.toUnsignedString(watermark));
                kept++;
            }
        }
        return kept;
    }
}
