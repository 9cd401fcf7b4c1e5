package org.discordbridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * CPU of this machine so far, in ticks (Linux, proc(5)).
 *
 * @param all what there was to take, idle time included
 * @param busy what programs took, whosoever they are, and what the host kept for itself
 * @param ours what this process and its children took of that
 */
record Machine(long all, long busy, long ours) {
    private static final int USER = 1;
    private static final int NICE = 2;
    private static final int SYSTEM = 3;
    private static final int STEAL = 8;
    /** {@code utime}, {@code stime} and those of children that have ended, behind the name in {@code /proc/PID/stat}. */
    private static final int FIRST_TIME = 11;

    private static final int TIMES = 4;

    static Machine now() {
        long[] cpu = Arrays.stream(
                        lines(Path.of("/proc/stat")).findFirst().orElseThrow().split("\\s+", -1))
                .mapToLong(word -> word.startsWith("cpu") ? 0 : Long.parseLong(word))
                .toArray();
        // the last two are parts of the first two
        long all = Arrays.stream(cpu, 0, STEAL + 1).sum();
        ProcessHandle self = ProcessHandle.current();
        long ours = Stream.concat(Stream.of(self), self.descendants())
                .mapToLong(Machine::ticks)
                .sum();
        return new Machine(all, cpu[USER] + cpu[NICE] + cpu[SYSTEM] + cpu[STEAL], ours);
    }

    /** Which part of the machine others took meanwhile. */
    double othersSince(Machine before) {
        long others = busy - before.busy - (ours - before.ours);
        return Math.max(0, others) / (double) Math.max(1, all - before.all);
    }

    private static long ticks(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid(), "stat"))) {
            String stat = lines.findFirst().orElseThrow();
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Arrays.stream(fields, FIRST_TIME, FIRST_TIME + TIMES)
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (IOException | UncheckedIOException ended) {
            return 0;
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException("The machine's CPU cannot be read: this is no Linux", e);
        }
    }
}
