package org.discordbridge.discord.catchup;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.discordbridge.discord.options.Shortened;
import org.discordbridge.event.Snowflakes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds one id for all channels: every message below it is done. Channels whose reading fails again and again are
 * exceptions: each of these has a watermark of its own here, which counts instead. Both are stored as one value, so
 * that they always fit together. Changed by one thread at a time, read by any.
 */
final class BaseWatermark {
    private static final Logger LOG = LoggerFactory.getLogger(BaseWatermark.class);
    /** Greatest number of such channels; if there are more, the base waits for them. */
    private static final int MOST = 1_000;

    private static final String BUT = ";";
    private static final String FROM = "=";
    /** Form of the stored value. Ids have at most 19 digits, so that they fit into 64 bits. */
    private static final Pattern FORM = Pattern.compile("[0-9]{1,19}(;[0-9]+=[0-9]{1,19}(,[0-9]+=[0-9]{1,19})*)?");

    private final Set<String> nothingMissed = ConcurrentHashMap.newKeySet();
    private volatile Map<String, String> behind;
    private volatile long id;

    /**
     * Reads the stored value.
     *
     * @param kept a value of {@link #raisedTo}; null if there is none
     * @param first the id to begin with if nothing is stored
     */
    BaseWatermark(String kept, long first) {
        if (kept != null && !FORM.matcher(kept).matches()) {
            throw new IllegalArgumentException("The watermark that is kept of all channels is not understood: '"
                    + Shortened.of(kept)
                    + "'. Nothing was read. Write the id of the last message that is done in its"
                    + " place, or a tombstone, which begins with what is written from now on");
        }
        String[] parts = kept == null ? new String[0] : kept.split(BUT, 2);
        id = parts.length == 0 ? first : Snowflakes.parse(parts[0]);
        Map<String, String> all = new TreeMap<>();
        for (String one : parts.length < 2 ? new String[0] : parts[1].split(",")) {
            String[] channel = one.split(FROM, 2);
            all.put(channel[0], channel[1]);
        }
        behind = Map.copyOf(all);
    }

    long id() {
        return id;
    }

    void raise(long to) {
        id = to;
    }

    /** Returns the value to be stored when the base is raised to that id. */
    String raisedTo(long to) {
        String number = Long.toUnsignedString(to);
        return behind.isEmpty()
                ? number
                : behind.entrySet().stream()
                        .map(channel -> channel.getKey() + FROM + channel.getValue())
                        .collect(Collectors.joining(",", number + BUT, ""));
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
