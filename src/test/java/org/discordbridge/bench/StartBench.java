package org.discordbridge.bench;

import java.time.Duration;
import java.util.Map;

/** From the start of the process until the gateway is ready, and until a message is on Kafka; and what it takes then. */
final class StartBench {
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final Duration IDLE = Duration.ofSeconds(20);
    /** What starts needs the cores that asking takes. */
    private static final Duration SELDOM = Duration.ofMillis(20);

    private final Arena arena;
    private final Scale scale;
    private final Table table;

    StartBench(Arena arena, Scale scale, Table table) {
        this.arena = arena;
        this.scale = scale;
        this.table = table;
    }

    void run() throws Exception {
        // the first start of each fills the page cache
        Map<String, Result> results =
                new Rounds(scale, table).of("start", 1, Map.of("bridge", true, "by hand", false), this::measure);
        results.get("bridge").tell(table, "start", "by hand", results.get("by hand"));
        table.note("start: idle is three seconds after the first record; busy is after a firehose without warming up");
    }

    private void measure(boolean bridge, Result result) throws Exception {
        LoadProcess.Discord discord = arena.load.add(10, 2);
        try (Bot bot = bridge ? arena.bridge(discord, true) : arena.hand(discord, true)) {
            long began = bot.began();
            result.add("s to gateway ready", (discord.awaitReady() - began) / 1e6);
            discord.flood(1);
            Arena.await(bot::done, 1, "The first message", SELDOM);
            result.add("s to first record", (Load.micros() - began) / 1e6);
            Arena.rest(QUIET);
            result.add("resident MB, idle", bot.meter().residentMegabytes());
            double cpu = bot.meter().cpuSeconds();
            Arena.rest(IDLE);
            result.add("% of a core, idle", (bot.meter().cpuSeconds() - cpu) * 100 / IDLE.toSeconds());
            arena.flood(bot, scale.messages(2));
            result.add("resident MB, busy", bot.meter().peakMegabytes());
        }
    }
}
