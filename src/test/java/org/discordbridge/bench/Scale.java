package org.discordbridge.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is measured, and how long.
 *
 * @param rows names of the rows, such as {@code firehose}
 * @param messages how many messages one round of the firehose has
 * @param warm how many rounds of the firehose go before those that count
 * @param rounds how many rounds count
 * @param samples how many messages one round of the latency has at least
 * @param minutes how long the steady run takes
 */
record Scale(Set<String> rows, int messages, int warm, int rounds, int samples, double minutes) {
    private static final List<String> ALL =
            List.of("cold", "firehose", "latency", "answers", "files", "start", "growth");
    /** Only if asked for. */
    private static final List<String> MORE = List.of("pieces", "steady", "bridges", "streams", "intents");

    /** As {@code -Dbench.only} and the other properties say. */
    static Scale fromProperties() {
        String only = System.getProperty("bench.only", "");
        Set<String> rows = only.isBlank()
                ? Set.copyOf(ALL)
                : Arrays.stream(only.split(",")).map(String::strip).collect(Collectors.toSet());
        if (!Stream.of(ALL, MORE).flatMap(List::stream).toList().containsAll(rows)) {
            throw new IllegalArgumentException(
                    "-Dbench.only=" + only + " is not known. There are " + ALL + ", and not by default " + MORE);
        }
        return new Scale(
                rows,
                Integer.getInteger("bench.messages", 200_000),
                Integer.getInteger("bench.warm", 5),
                Integer.getInteger("bench.rounds", 5),
                Integer.getInteger("bench.samples", 2000),
                Double.parseDouble(System.getProperty("bench.minutes", "10")));
    }

    boolean wants(String row) {
        return rows.contains(row);
    }

    /** Whether anything but the pieces is wanted. */
    boolean wantsServers() {
        return !rows.equals(Set.of("pieces"));
    }

    /** A part of the messages, for rows that need fewer; a hundred at least. */
    int messages(int of) {
        return Math.max(100, messages / of);
    }
}
