package org.discordbridge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The firehose for minutes: whether every message comes to Kafka, and whether anything grows. Only the bridge. */
final class SteadyBench {
    private static final int CHANNELS = 20;
    private static final int SLICES = 10;
    private static final Duration LAST_ONES = Duration.ofSeconds(60);
    private static final Pattern PAUSE = Pattern.compile("Pause .* ([0-9.]+)ms");

    private final Arena arena;
    private final Scale scale;
    private final Table table;
    private final Path gcLog;
    private final double[] speeds = new double[SLICES];
    private final double[] memory = new double[SLICES + 1];

    SteadyBench(Arena arena, Scale scale, Table table) throws IOException {
        this.arena = arena;
        this.scale = scale;
        this.table = table;
        this.gcLog = Files.createTempFile("bench", ".gc");
    }

    void run() throws Exception {
        LoadProcess.Discord discord = arena.load.add(1, CHANNELS);
        try (BridgeBot bridge = arena.bridge(discord, true, process -> process.withOption("-Xlog:gc:file=" + gcLog))) {
            arena.awaitReady(bridge);
            arena.flood(bridge, scale.messages(1));
            measure(bridge);
        } finally {
            Files.deleteIfExists(gcLog);
        }
    }

    private void measure(BridgeBot bridge) throws Exception {
        LoadProcess.Visits before = bridge.discord().visits();
        double pausedBefore = pausedSeconds();
        double cpu = bridge.meter().cpuSeconds();
        Duration time = Duration.ofSeconds(Math.round(scale.minutes() * 60));
        try (Tally tally = new Tally(
                arena.servers.kafka(), bridge.commands(), bridge.discord().channels())) {
            long began = System.nanoTime();
            CompletableFuture<Integer> sent =
                    CompletableFuture.supplyAsync(() -> bridge.discord().steady(time));
            watch(bridge, time);
            int messages = sent.join();
            double seconds = (System.nanoTime() - began) / 1e9;
            double paused = pausedSeconds() - pausedBefore;
            // the count itself is not in a hurry, so that it takes little of the CPU that all share
            awaitLast(tally, messages);
            String what = "steady, %s million messages".formatted(String.format(Locale.ROOT, "%.1f", messages / 1e6));
            table.add(what, "messages/s, each tenth", speeds);
            add(what, "CPU µs a message", (bridge.meter().cpuSeconds() - cpu) * 1e6 / messages);
            add(what, "resident MB, at first", memory[0]);
            add(what, "resident MB, half-way", memory[SLICES / 2]);
            add(what, "resident MB, at the end", memory[SLICES]);
            add(what, "% of the time, collector's pauses", paused / seconds * 100);
            LoadProcess.Visits after = bridge.discord().visits();
            add(what, "connections lost", after.connections() - before.connections());
            add(what, "reads over REST", after.reads() - before.reads());
            add(what, "messages missing", tally.missing(messages));
            add(what, "messages twice", tally.doubled());
            add(what, "messages out of order", tally.disordered());
            if (tally.missing(messages) > 0) {
                throw new IllegalStateException(tally.missing(messages) + " of " + messages + " messages are missing");
            }
        }
    }

    private void add(String what, String unit, double value) {
        table.add(what, unit, new double[] {value});
    }

    private void watch(BridgeBot bridge, Duration time) {
        memory[0] = bridge.meter().residentMegabytes();
        long began = System.nanoTime();
        long then = began;
        long first = bridge.done();
        long before = first;
        for (int i = 0; i < SLICES; i++) {
            Arena.rest(Duration.ofNanos(began + time.toNanos() * (i + 1) / SLICES - System.nanoTime()));
            long now = System.nanoTime();
            long count = bridge.done();
            speeds[i] = (count - before) / ((now - then) / 1e9);
            memory[i + 1] = bridge.meter().residentMegabytes();
            System.err.printf(
                    Locale.ROOT,
                    "steady: %,d messages, %,.0f/s, %.0f MB resident%n",
                    count - first,
                    speeds[i],
                    memory[i + 1]);
            then = now;
            before = count;
        }
    }

    /** Waits until all are there, or for as long as nothing more may come. */
    private static void awaitLast(Tally tally, int messages) {
        long deadline = System.nanoTime() + LAST_ONES.toNanos();
        long before = -1;
        while (tally.missing(messages) > 0 && System.nanoTime() < deadline) {
            Arena.rest(Duration.ofMillis(100));
            if (tally.count() > before) {
                before = tally.count();
                deadline = System.nanoTime() + LAST_ONES.toNanos();
            }
        }
        // what comes twice may come later
        Arena.rest(Duration.ofSeconds(2));
    }

    private double pausedSeconds() throws IOException {
        try (Stream<String> lines = Files.lines(gcLog)) {
            return lines.map(PAUSE::matcher)
                            .filter(line -> line.find())
                            .mapToDouble(line -> Double.parseDouble(line.group(1)))
                            .sum()
                    / 1e3;
        }
    }
}
