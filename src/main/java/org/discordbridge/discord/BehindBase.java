package org.discordbridge.discord;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Channels that the base has passed although messages in them may be missing, since reading them fails again and again. Each
 * has a watermark of its own, which counts instead, and is kept with the base, so that one is never known without the other.
 * Changed by one thread at a time, read by any.
 */
final class BehindBase {
    /** If there are more, the base waits for them. */
    private static final int MOST = 1_000;

    private static final String FROM = "=";

    private final Set<String> nothingMissed = ConcurrentHashMap.newKeySet();
    private volatile Map<String, String> watermarks = Map.of();

    /** @param kept as {@link #kept()} gave it */
    BehindBase(String kept) {
        Map<String, String> all = new TreeMap<>();
        for (String one : kept.isEmpty() ? new String[0] : kept.split(",")) {
            String[] parts = one.split(FROM, 2);
            all.put(parts[0], parts[1]);
        }
        watermarks = Map.copyOf(all);
    }

    /** The channels and their watermarks, as text; empty if there are none. */
    String kept() {
        return watermarks.entrySet().stream()
                .map(one -> one.getKey() + FROM + one.getValue())
                .collect(Collectors.joining(","));
    }

    boolean contains(String channelId) {
        return watermarks.containsKey(channelId);
    }

    /** From where on a channel is to be read that is behind; null if it is not. */
    String watermark(String channelId) {
        return watermarks.get(channelId);
    }

    /** There is nothing newer in a channel than its watermark says. */
    void hasNothingNewer(String channelId) {
        if (contains(channelId)) {
            nothingMissed.add(channelId);
        }
    }

    /** Looks who is stuck by now, and who has caught up. True if that has changed. */
    boolean look(Map<String, ? extends ChannelPosition<?>> channels, long base) {
        Map<String, String> now = new TreeMap<>(watermarks);
        now.keySet().removeIf(id -> nothingMissed.contains(id) || hasCaughtUp(channels.get(id), base));
        channels.values().stream()
                .filter(ChannelPosition::isStuck)
                .filter(position -> !now.containsKey(position.channelId()))
                .limit(Math.max(0, MOST - now.size()))
                .forEach(position -> now.put(position.channelId(), Long.toUnsignedString(position.watermark())));
        boolean changed = !now.keySet().equals(watermarks.keySet());
        watermarks = Map.copyOf(now);
        nothingMissed.retainAll(now.keySet());
        return changed;
    }

    private static boolean hasCaughtUp(ChannelPosition<?> position, long base) {
        if (position == null) {
            return false;
        }
        synchronized (position) {
            long oldest = position.oldestUnderWay();
            return !position.hasGap() && (oldest < 0 || oldest > base);
        }
    }
}
