package org.discordbridge.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is measured, and how long.
 *
 * @param rows names of the rows, such as {@code firehose}
 * @param messages how many messages one round of the firehose has
 * @param rounds how many rounds count; one more goes before them
 */
record Scale(Set<String> rows, int messages, int rounds) {
    static final List<String> ALL = List.of("firehose", "latency", "answers", "files", "start", "growth");

    /** As {@code -Dbench.only}, {@code -Dbench.messages} and {@code -Dbench.rounds} say. */
    static Scale fromProperties() {
        String only = System.getProperty("bench.only", "");
        Set<String> rows = only.isBlank()
                ? Set.copyOf(ALL)
                : Arrays.stream(only.split(",")).map(String::strip).collect(Collectors.toSet());
        if (!ALL.containsAll(rows)) {
            throw new IllegalArgumentException("-Dbench.only=" + only + " is not known. There are " + ALL);
        }
        return new Scale(rows, Integer.getInteger("bench.messages", 200_000), Integer.getInteger("bench.rounds", 5));
    }

    boolean wants(String row) {
        return rows.contains(row);
    }

    /** A part of the messages, for rows that need fewer; a hundred at least. */
    int messages(int of) {
        return Math.max(100, messages / of);
    }
}
