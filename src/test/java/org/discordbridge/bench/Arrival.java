package org.discordbridge.bench;

import java.util.List;

/**
 * When something began its way, and when it was there; microseconds since 1970, by the clock that all processes of this
 * machine share.
 */
record Arrival(long sent, long there) {
    double millis() {
        return (there - sent) / 1e3;
    }

    /** So long it took for all but so many of them, in milliseconds: 0.99 for the slowest hundredth. */
    static double percentile(List<Arrival> arrivals, double part) {
        double[] sorted =
                arrivals.stream().mapToDouble(Arrival::millis).sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1L, (long) Math.ceil(part * sorted.length) - 1)];
    }

    /** From the first sent to the last that was there. */
    static double seconds(List<Arrival> arrivals) {
        long first = arrivals.stream().mapToLong(Arrival::sent).min().orElseThrow();
        long last = arrivals.stream().mapToLong(Arrival::there).max().orElseThrow();
        return (last - first) / 1e6;
    }
}
