package org.discordbridge.assistant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts what each person has asked in the last while, in memory: a restart forgets it, and each bridge counts for
 * itself. Safe for threads.
 */
final class Allowance {
    /** Number of people who are counted at most; of more, those who have been there longest are forgotten. */
    private static final int MOST = 10_000;

    private final int questions;
    private final Duration during;
    private final Clock clock;
    private final Map<String, Deque<Instant>> asked = new LinkedHashMap<>();

    Allowance(int questions, Duration during, Clock clock) {
        this.questions = questions;
        this.during = during;
        this.clock = clock;
    }

    /** Reads a limit such as {@code 5/60s}. */
    static Allowance of(String limit, Clock clock) {
        int slash = limit.indexOf('/');
        String seconds = limit.substring(slash + 1, limit.length() - 1);
        return new Allowance(
                Integer.parseInt(limit.substring(0, slash)), Duration.ofSeconds(Long.parseLong(seconds)), clock);
    }

    /** Takes one question of that person, or returns that it is too many. */
    synchronized Taken take(String person) {
        Instant now = clock.instant();
        Deque<Instant> mine = asked.computeIfAbsent(person, unused -> new ArrayDeque<>());
        while (!mine.isEmpty() && !mine.peekFirst().isAfter(now.minus(during))) {
            mine.removeFirst();
        }
        if (asked.size() > MOST) {
            asked.remove(asked.keySet().iterator().next());
        }
        if (mine.size() > questions) {
            return Taken.TOLD_BEFORE;
        }
        mine.addLast(now);
        return mine.size() > questions ? Taken.TOO_MANY : Taken.YES;
    }

    /** Says whether a question may be asked. */
    enum Taken {
        YES,
        /** It is the first one too many: the person is told. */
        TOO_MANY,
        TOLD_BEFORE
    }
}
