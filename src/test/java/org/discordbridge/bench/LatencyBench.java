package org.discordbridge.bench;

import java.util.List;
import java.util.Map;

/** How long a message takes when there are not many: from its dispatch until a consumer has its record. */
final class LatencyBench {
    private static final int CHANNELS = 20;
    private static final int SECONDS = 6;
    /** Six lie above p99.9 then. */
    private static final int MOST = 6000;

    private static final int SETTLING_SECONDS = 10;

    private final Arena arena;
    private final Scale scale;
    private final Table table;

    LatencyBench(Arena arena, Scale scale, Table table) {
        this.arena = arena;
        this.scale = scale;
        this.table = table;
    }

    void run() throws Exception {
        try (Bot bridge = arena.bridge(arena.load.add(1, CHANNELS), true);
                Bot hand = arena.hand(arena.load.add(1, CHANNELS), true)) {
            Map<String, Bot> bots = Map.of("bridge", bridge, "by hand", hand);
            for (Bot bot : bots.values()) {
                arena.awaitReady(bot);
                for (int round = 0; round < scale.warm(); round++) {
                    arena.flood(bot, scale.messages(1));
                }
            }
            for (int rate : new int[] {20, 100, 500, 2000}) {
                for (Bot bot : bots.values()) {
                    measure(bot, rate, rate * SETTLING_SECONDS, new Result());
                }
                String what = "latency at " + rate + "/s";
                int count = Math.max(scale.samples(), Math.min(MOST, rate * SECONDS));
                Map<String, Result> results =
                        new Rounds(scale, table).of(what, 0, bots, (bot, result) -> measure(bot, rate, count, result));
                results.get("bridge").tell(table, what, "by hand", results.get("by hand"));
            }
        }
        table.note("latency: from dispatch to the record's arrival at a consumer; zlib on");
    }

    private void measure(Bot bot, int rate, int count, Result result) {
        double cpu = bot.meter().cpuSeconds();
        try (Observer observer = new Observer(arena.servers, bot.commands())) {
            bot.discord().pace(count, rate);
            List<Arrival> arrivals = observer.await(count);
            result.add("p50 ms", Arrival.percentile(arrivals, 0.5));
            result.add("p99 ms", Arrival.percentile(arrivals, 0.99));
            result.add("p99.9 ms", Arrival.percentile(arrivals, 0.999));
            result.add("CPU µs a message", (bot.meter().cpuSeconds() - cpu) * 1e6 / count);
        }
    }
}
