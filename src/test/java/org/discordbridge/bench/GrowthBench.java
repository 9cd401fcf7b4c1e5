package org.discordbridge.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** The same number of messages, from more and more guilds. */
final class GrowthBench {
    private static final int CHANNELS = 10;
    private static final String BRIDGE = "bridge";
    private static final String BY_HAND = "by hand";
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
        measure(new int[] {10, 100, 1000, 5000}, new int[] {1});
        measure(new int[] {GUILDS}, new int[] {4, 16});
        table.note("growth: " + CHANNELS + " channels in each guild, zlib on");
    }

    /** All scales in turns: what the machine does meanwhile, it does to each of them. */
    private void measure(int[] guilds, int[] shards) throws Exception {
        Map<String, Bot> bots = new LinkedHashMap<>();
        try {
            for (int count : guilds) {
                for (int connections : shards) {
                    String scaled = scaled(count, connections);
                    bots.put(BRIDGE + scaled, arena.bridge(arena.load.add(count, CHANNELS, connections), true));
                    bots.put(BY_HAND + scaled, arena.hand(arena.load.add(count, CHANNELS, connections), true));
                }
            }
            for (Bot bot : bots.values()) {
                arena.awaitReady(bot);
            }
            tell(new Rounds(scale, table).of("growth", scale.warm(), bots, this::flood));
        } finally {
            bots.values().forEach(Bot::close);
        }
    }

    private static String scaled(int guilds, int shards) {
        return ", " + guilds + " guilds, " + shards + (shards == 1 ? " shard" : " shards");
    }

    private void flood(Bot bot, Result result) {
        int messages = scale.messages(2);
        double cpu = bot.meter().cpuSeconds();
        arena.flood(bot, messages);
        result.add("CPU µs a message", (bot.meter().cpuSeconds() - cpu) * 1e6 / messages);
        result.add("resident MB", bot.meter().residentMegabytes());
    }

    private void tell(Map<String, Result> results) {
        String smallest = results.keySet().iterator().next();
        results.forEach((name, result) -> {
            if (name.startsWith(BRIDGE)) {
                String scaled = name.substring(BRIDGE.length());
                result.tell(table, "growth" + scaled, "by hand", results.get(BY_HAND + scaled));
                if (!name.equals(smallest)) {
                    result.tell(table, "growth" + scaled, smallest, results.get(smallest));
                }
            }
        });
    }
}
