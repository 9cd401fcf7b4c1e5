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
 * @param identifyLimit whether one IDENTIFY per five seconds is enforced
 * @param ahead how far its clock is ahead of this machine's
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
        boolean identifyLimit,
        Duration ahead) {
    @Override
    public String toString() {
        return "Settings[port=" + port + ", bot=" + botName + "]";
    }
}
