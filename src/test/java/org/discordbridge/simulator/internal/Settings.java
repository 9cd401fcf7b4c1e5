package org.discordbridge.simulator.internal;

import java.time.Duration;
import java.util.Set;
import org.discordbridge.simulator.Intent;

/**
 * What a simulator was built with.
 *
 * @param token the bot's token
 * @param botName the bot's user name
 * @param port the port, 0 for any free one
 * @param disallowed privileged intents that are off in the developer portal
 * @param heartbeat the heartbeat interval in HELLO
 * @param resumeBuffer how many events a session keeps for a resume
 * @param history how many messages a channel keeps
 * @param recordedCalls how many calls are kept
 * @param backlog how many bytes may wait for a client before scripts are held up
 * @param realRateLimits whether buckets have limits
 * @param globalLimit how many requests a bot has in a second, 0 for any number
 * @param sharding into how many connections bots are divided
 * @param ahead how far its clock is ahead of this machine's
 * @param fixedIds whether what lasts has the same ids in each run
 */
public record Settings(
        String token,
        String botName,
        int port,
        Set<Intent> disallowed,
        Duration heartbeat,
        int resumeBuffer,
        int history,
        int recordedCalls,
        long backlog,
        boolean realRateLimits,
        int globalLimit,
        Sharding sharding,
        Duration ahead,
        boolean fixedIds) {
    /**
     * Into how many connections a bot is divided, and how fast it may make them.
     *
     * @param recommended how many shards are recommended at first, 0 for what the guilds need
     * @param maxConcurrency how many IDENTIFYs may come within a window
     * @param identifyWindow that window; zero if nothing is enforced
     * @param guildsPerShard how many guilds a shard may have at first
     * @param starts how many sessions may be begun in all
     */
    public record Sharding(
            int recommended, int maxConcurrency, Duration identifyWindow, int guildsPerShard, int starts) {
        static final Duration RESET_AFTER = Duration.ofHours(4);
    }

    @Override
    public String toString() {
        return "Settings[port=" + port + ", bot=" + botName + "]";
    }
}
