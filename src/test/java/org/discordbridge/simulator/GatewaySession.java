package org.discordbridge.simulator;

import java.util.Arrays;
import java.util.List;

/**
 * One gateway session at the moment it was asked for.
 *
 * @param id its id, as READY told the client
 * @param intents the intents it identified with
 * @param shard its shard number
 * @param shards how many shards the client runs
 * @param sequence the last sequence number dispatched
 * @param resumes how often it was resumed
 * @param connected whether a connection carries it now
 * @param alive whether it goes on or can be resumed; once it is over, it stays so
 * @param identify the IDENTIFY properties as JSON text, without the token
 */
public record GatewaySession(
        String id,
        long intents,
        int shard,
        int shards,
        long sequence,
        int resumes,
        boolean connected,
        boolean alive,
        String identify) {
    /** The intents by name. */
    public List<Intent> intentNames() {
        return Arrays.stream(Intent.values())
                .filter(intent -> intent.in(intents))
                .toList();
    }
}
