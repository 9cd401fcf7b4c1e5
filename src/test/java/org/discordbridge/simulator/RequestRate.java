package org.discordbridge.simulator;

import java.time.Instant;
import java.util.List;

/**
 * How fast a bot asked, over all its connections: what counts towards the limit of all its requests. Responses to interactions,
 * and what is asked with the token of a webhook or of an interaction, do not (Discord docs, Rate Limits).
 *
 * @param busiestSecond the greatest number of requests within any second, refused ones included
 * @param refusals when requests were refused by that limit, on the simulator's clock, oldest first
 */
public record RequestRate(int busiestSecond, List<Instant> refusals) {
    public RequestRate {
        refusals = List.copyOf(refusals);
    }
}
