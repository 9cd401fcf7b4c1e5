package org.discordbridge.discord.catchup;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.discordbridge.discord.session.Shard;

/**
 * Raises the base watermark of a shard, and stores it. Says whether the shard is installed: whether anything that came
 * before counts as missed. Safe for any number of threads.
 */
final class ShardBase {
    private final Shard shard;
    private final KnownBases known;
    private final ShardStore store;
    private final BaseWatermark watermark;
    private final boolean catchesUp;
    /** The id up to which everything that Discord has is known. */
    private final AtomicLong audited;

    private volatile boolean installed;
    /** Tells whether what is stored is not what is known. */
    private boolean due;

    /** @param from first message of a first installation; 0 to begin with new messages */
    ShardBase(Shard shard, KnownBases known, long from, ShardStore store) {
        this.shard = shard;
        this.known = known;
        this.store = store;
        Optional<BaseValue> found = known.of(shard);
        BaseValue first = found.orElseGet(() -> new BaseValue(from, Map.of()));
        watermark = new BaseWatermark(first);
        audited = new AtomicLong(first.id());
        // a first installation has missed nothing, unless an option asks to look back
        catchesUp = found.isPresent() || from > 0;
        installed = catchesUp;
        due = installed && !known.own(shard).equals(Optional.of(first));
    }

    BaseWatermark watermark() {
        return watermark;
    }

    /** Returns whether something was known when the shard was taken. */
    boolean catchesUp() {
        return catchesUp;
    }

    boolean isInstalled() {
        return installed;
    }

    /** Notes that everything that Discord has is known up to that id. */
    void audited(long id) {
        audited.accumulateAndGet(id, Math::max);
    }

    long audited() {
        return audited.get();
    }

    /**
     * Raises the base if that is possible, and stores it if anything has changed.
     *
     * @param mark gives the id below which every message is done in all channels but those behind; -1 if it is unknown
     */
    synchronized void raise(Map<String, ? extends ChannelPosition<?>> channels, LongSupplier mark) {
        due |= watermark.look(channels);
        long to = mark.getAsLong();
        boolean raise = to > watermark.id() || to == watermark.id() && !installed;
        if (!raise && !(due && installed) || !store.isOpen() || !keepTotal()) {
            return;
        }
        if (store.keep(
                KnownBases.key(shard),
                watermark.raisedTo(raise ? to : watermark.id()).text())) {
            due = false;
            if (raise) {
                watermark.raise(to);
                if (!installed) {
                    audited(to);
                    installed = true;
                }
                channels.values().removeIf(position -> position.retire(to));
            }
        }
    }

    private boolean keepTotal() {
        return known.totalsWith(shard.of())
                .map(totals -> store.keep(KnownBases.TOTALS, totals))
                .orElse(true);
    }
}
