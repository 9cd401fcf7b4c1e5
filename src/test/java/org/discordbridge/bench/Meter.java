package org.discordbridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What a process uses, as the operating system says (Linux, proc(5)). */
record Meter(long pid) {
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    /** USER_HZ of every Linux that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    /** CPU of all its threads since its start, the compiler's and the collector's included. */
    double cpuSeconds() {
        String stat = lines("stat").get(0);
        // the name, in brackets, may contain anything
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / TICKS_PER_SECOND;
    }

    double residentMegabytes() {
        return megabytes("VmRSS:");
    }

    /** The most since its start. */
    double peakMegabytes() {
        return megabytes("VmHWM:");
    }

    private double megabytes(String name) {
        String line = lines("status").stream()
                .filter(each -> each.startsWith(name))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(Arrays.stream(line.split("\\s+", -1))
                        .skip(1)
                        .findFirst()
                        .orElseThrow())
                * 1024
                / 1e6;
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid, file));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Process " + pid + " cannot be measured: it has ended, or this is no Linux", e);
        }
    }
}
