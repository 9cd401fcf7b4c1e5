package org.discordbridge.delivery;

import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;
import org.discordbridge.discord.options.DiscordConstants;

/**
 * Decides whether an answer that failed is tried again. An answer that is held back, since Discord says when it takes
 * requests again, is not counted: that passes by itself.
 */
public final class AnswerRetries {
    private static final String FAILURES = "DiscordBridgeAnswerFailures";

    private final LongAdder retries = new LongAdder();
    private int most = 6;

    /** Sets how often an answer is tried again; 6 unless set. */
    public void setMost(int most) {
        this.most = most;
    }

    /** Counts the failure, and says whether to try again. Call this once for each failure. */
    public boolean again(Exchange exchange) {
        Long wait = exchange.getMessage().getHeader(DiscordConstants.RETRY_AFTER, Long.class);
        if (wait != null && wait > 0) {
            return true;
        }
        int failures = failures(exchange) + 1;
        exchange.setProperty(FAILURES, failures);
        boolean again = failures <= most;
        if (again) {
            retries.increment();
        }
        return again;
    }

    /** Returns how often answers were tried again. */
    public long count() {
        return retries.sum();
    }

    /** Returns how often an answer has failed. */
    static int failures(Exchange exchange) {
        return exchange.getProperty(FAILURES, 0, Integer.class);
    }
}
