package org.discordbridge.discord.catchup;

import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to claim a message and to say later that it is done, in twenty channels with a hundred under way. */
@State(Scope.Thread)
public class PositionPiece {
    private static final int CHANNELS = 20;
    private static final int UNDER_WAY = 100;

    private final ChannelPosition<Object>[] channels = channels();
    private long next = 1;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static ChannelPosition<Object>[] channels() {
        return IntStream.range(0, CHANNELS)
                .mapToObj(i -> new ChannelPosition<>("channel-" + i, "guild", 0, moved -> {}))
                .toArray(ChannelPosition[]::new);
    }

    @Benchmark
    public boolean takeAndDone() {
        long id = next++;
        boolean taken = channels[(int) (id % CHANNELS)].take(id);
        long older = id - UNDER_WAY;
        if (older > 0) {
            ChannelPosition<Object> channel = channels[(int) (older % CHANNELS)];
            channel.done(older);
            // as the clock does, though less often
            channel.unsaved();
        }
        return taken;
    }
}
