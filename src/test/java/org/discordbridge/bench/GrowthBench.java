package org.discordbridge.bench;

import java.util.List;

/** The same number of messages, from more and more guilds. */
final class GrowthBench {
    private static final int CHANNELS = 10;

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
            measure(guilds);
        }
        table.note("growth: " + CHANNELS + " channels in each guild, zlib on; one shard, since the bridge has no more");
    }

    private void measure(int guilds) throws Exception {
        int messages = scale.messages(4);
        try (Bot bridge = arena.bridge(arena.load.add(guilds, CHANNELS), true);
                Bot hand = arena.hand(arena.load.add(guilds, CHANNELS), true)) {
            List<Bot> bots = List.of(bridge, hand);
            for (Bot bot : bots) {
                arena.awaitReady(bot);
                arena.flood(bot, messages);
            }
            List<Result> results = Rounds.of(scale.rounds(), bots, (bot, result) -> {
                double cpu = bot.meter().cpuSeconds();
                arena.flood(bot, messages);
                result.add("CPU µs a message", (bot.meter().cpuSeconds() - cpu) * 1e6 / messages);
                result.add("resident MB", bot.meter().residentMegabytes());
                result.log("growth, " + guilds + " guilds", bot);
            });
            results.get(0).tell(table, "growth, " + guilds + " guilds", "by hand", results.get(1));
        }
    }
}
