package org.discordbridge.discord.session.rest;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** How often Discord's REST API has answered what. Safe for any number of threads. */
public final class AnswerCounts {
    private static final int TOO_MANY_REQUESTS = 429;

    private final LongAdder[] answers = Stream.generate(LongAdder::new).limit(6).toArray(LongAdder[]::new);
    private final LongAdder rateLimited = new LongAdder();

    /** Counts an answer by its status; 0 if there was none, or not a whole one. */
    void answered(int status) {
        answers[Math.min(answers.length - 1, Math.max(0, status / 100))].increment();
        if (status == TOO_MANY_REQUESTS) {
            rateLimited.increment();
        }
    }

    /** How often it has answered, by the first digit of the status; at 0, how often it has not. */
    public long[] byClass() {
        return Arrays.stream(answers).mapToLong(LongAdder::sum).toArray();
    }

    /** How often it has answered 429. */
    public long rateLimited() {
        return rateLimited.sum();
    }
}
