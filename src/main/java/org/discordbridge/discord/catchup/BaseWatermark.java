package org.discordbridge.discord.catchup;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.discordbridge.event.Snowflakes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds one id for all channels of a shard: every message below it is done. Channels whose reading fails again and
 * again are exceptions: each of these has a watermark of its own here, which counts instead. Both are stored as one
 * value, so that they always fit together. Changed by one thread at a time, read by any.
 */
final class BaseWatermark {
    private static final Logger LOG = LoggerFactory.getLogger(BaseWatermark.class);
    /** Greatest number of such channels; if there are more, the base waits for them. */
    private static final int MOST = 1_000;

    private final Set<String> nothingMissed = ConcurrentHashMap.newKeySet();
    private volatile Map<String, String> behind;
    private volatile long id;

    BaseWatermark(BaseValue first) {
        id = first.id();
        behind = first.behind();
    }

    long id() {
        return id;
    }

    void raise(long to) {
        id = to;
    }

    /** Returns the value to be stored when the base is raised to that id. */
    BaseValue raisedTo(long to) {
        return new BaseValue(to, behind);
    }

    /** Returns whether the base is past the watermark of a channel, which then has its own. */
    boolean hasPassed(String channelId) {
        return behind.containsKey(channelId);
    }

    /**
     * Returns the id below which every message of a channel is done.
     *
     * @param kept the channel's own stored watermark; null if there is none
     */
    long of(String channelId, String kept) {
        String own = behind.get(channelId);
        long least = own == null ? id : Snowflakes.parse(own);
        try {
            return kept == null ? least : Math.max(Snowflakes.parse(kept), least);
        } catch (NumberFormatException e) {
            LOG.warn(
                    "The watermark that is kept of channel {} is no id. It is not used: the channel is read from {} on, and"
                            + " messages may come that came before",
                    channelId,
                    Long.toUnsignedString(least));
            return least;
        }
    }

    /** Notes that a channel has nothing newer than its watermark. */
    void hasNothingNewer(String channelId) {
        if (hasPassed(channelId)) {
            nothingMissed.add(channelId);
        }
    }

    /**
     * Looks for channels that are stuck by now, and for those that have caught up. Returns whether anything has
     * changed.
     */
    boolean look(Map<String, ? extends ChannelPosition<?>> channels) {
        Map<String, String> now = new TreeMap<>(behind);
        now.keySet().removeIf(channel -> nothingMissed.contains(channel) || hasCaughtUp(channels.get(channel)));
        channels.values().stream()
                .filter(ChannelPosition::isStuck)
                .filter(position -> !now.containsKey(position.channelId()))
                .limit(Math.max(0, MOST - now.size()))
                .forEach(position -> now.put(position.channelId(), Long.toUnsignedString(position.watermark())));
        boolean changed = !now.keySet().equals(behind.keySet());
        behind = Map.copyOf(now);
        nothingMissed.retainAll(now.keySet());
        return changed;
    }

    private boolean hasCaughtUp(ChannelPosition<?> position) {
        if (position == null) {
            return false;
        }
        synchronized (position) {
            long oldest = position.oldestUnderWay();
            return !position.hasGap() && (oldest < 0 || oldest > id);
        }
    }
}
