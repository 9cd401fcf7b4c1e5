package org.discordbridge.discord.session.rest;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts the answers of Discord's REST API. Safe for any number of threads. */
public final class AnswerCounts {
    private static final int TOO_MANY_REQUESTS = 429;

    private final LongAdder[] answers = Stream.generate(LongAdder::new).limit(6).toArray(LongAdder[]::new);
    private final LongAdder rateLimited = new LongAdder();

    /** Counts an answer by its status; 0 if there was none, or only a part of one. */
    void answered(int status) {
        answers[Math.min(answers.length - 1, Math.max(0, status / 100))].increment();
        if (status == TOO_MANY_REQUESTS) {
            rateLimited.increment();
        }
    }

    /** Returns the number of answers by the first digit of the status; at 0, the number of missing answers. */
    public long[] byClass() {
        return Arrays.stream(answers).mapToLong(LongAdder::sum).toArray();
    }

    /** Returns the number of answers with 429. */
    public long rateLimited() {
        return rateLimited.sum();
    }
}
