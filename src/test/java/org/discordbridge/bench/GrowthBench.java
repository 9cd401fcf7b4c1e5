package org.discordbridge.bench;

import java.util.Map;

/** The same number of messages, from more and more guilds. */
final class GrowthBench {
    private static final int CHANNELS = 10;
    private static final int WARMING_UP = 3;
    /** How many guilds several shards have. */
    private static final int GUILDS = 100;

    private final Arena arena;
    private final Scale scale;
    private final Table table;

    GrowthBench(Arena arena, Scale scale, Table table) {
        this.arena = arena;
        this.scale = scale;
        this.table = table;
    }

    void run() throws Exception {
        for (int guilds : new int[] {10, 100, 1000}) {
            measure(guilds, 1);
        }
        for (int shards : new int[] {4, 16}) {
            measure(GUILDS, shards);
        }
        table.note("growth: " + CHANNELS + " channels in each guild, zlib on");
    }

    private void measure(int guilds, int shards) throws Exception {
        int messages = scale.messages(2);
        String what = "growth, " + guilds + " guilds, " + shards + (shards == 1 ? " shard" : " shards");
        try (Bot bridge = arena.bridge(arena.load.add(guilds, CHANNELS, shards), true);
                Bot hand = arena.hand(arena.load.add(guilds, CHANNELS, shards), true)) {
            Map<String, Bot> bots = Map.of("bridge", bridge, "by hand", hand);
            for (Bot bot : bots.values()) {
                arena.awaitReady(bot);
            }
            Map<String, Result> results = new Rounds(scale, table)
                    .of(what, Math.min(WARMING_UP, scale.warm()), bots, (bot, result) -> {
                        double cpu = bot.meter().cpuSeconds();
                        arena.flood(bot, messages);
                        result.add("CPU µs a message", (bot.meter().cpuSeconds() - cpu) * 1e6 / messages);
                        result.add("resident MB", bot.meter().residentMegabytes());
                    });
            results.get("bridge").tell(table, what, "by hand", results.get("by hand"));
        }
    }
}
