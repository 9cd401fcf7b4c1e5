package org.discordbridge.bench;

import java.util.List;

/** How long a message takes when there are not many: from its dispatch until a consumer has its record. */
final class LatencyBench {
    private static final int CHANNELS = 20;
    private static final int FEWEST = 1000;
    private static final int SECONDS = 4;

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
            List<Bot> bots = List.of(bridge, hand);
            for (Bot bot : bots) {
                arena.awaitReady(bot);
                arena.flood(bot, scale.messages(4));
            }
            for (int rate : new int[] {100, 500, 2000}) {
                List<Result> results = Rounds.of(scale.rounds(), bots, (bot, result) -> measure(bot, rate, result));
                results.get(0).tell(table, "latency at " + rate + "/s", "by hand", results.get(1));
            }
        }
        table.note("latency: from dispatch to the record's arrival at a consumer; zlib on");
    }

    private void measure(Bot bot, int rate, Result result) {
        int count = Math.max(FEWEST, rate * SECONDS);
        try (Observer observer = new Observer(arena.servers, bot.commands())) {
            bot.discord().pace(count, rate);
            List<Arrival> arrivals = observer.await(count);
            result.add("p50 ms", Arrival.percentile(arrivals, 0.5));
            result.add("p99 ms", Arrival.percentile(arrivals, 0.99));
            result.add("p99.9 ms", Arrival.percentile(arrivals, 0.999));
        }
        result.log("latency at " + rate + "/s", bot);
    }
}
