package org.discordbridge.streams.rule;

import java.time.Duration;

/**
 * Describes what a rule watches for. Every window is closed at both ends: with 30 seconds, what happens at 0 and at 30
 * seconds belongs together.
 */
public sealed interface Pattern {
    /** Returns the word for it in rule files. */
    String word();

    /**
     * Watches for texts that count as the same in so many channels.
     *
     * @param people how many people it takes; with 1, each person is watched alone
     */
    record SameText(int channels, int people) implements Pattern {
        @Override
        public String word() {
            return "same-text";
        }
    }

    /**
     * Watches for so many of something.
     *
     * @param most the number from which on it is a flood
     * @param each whether each person is watched alone, or all of the guild together
     */
    record Flood(Counted counted, int most, boolean each) implements Pattern {
        @Override
        public String word() {
            return "flood";
        }
    }

    /** Names what is counted of messages. */
    enum Counted {
        MESSAGES,
        MENTIONS,
        LINKS,
        FILES
    }

    /**
     * Watches for people who join.
     *
     * @param younger the age that an account must not have reached to count
     */
    record Joins(int people, Duration younger) implements Pattern {
        /** Counts accounts of any age. */
        public static final Duration ANY = Duration.ofDays(365_000);

        @Override
        public String word() {
            return "joins";
        }
    }

    /** Watches for people who never wrote before and say nearly the same. */
    record Newcomers(int people) implements Pattern {
        @Override
        public String word() {
            return "newcomers";
        }
    }
}
