package org.discordbridge.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** The firehose of bots that were started a moment ago, as after a deploy: nearly nothing is compiled yet. */
final class ColdBench {
    private static final int CHANNELS = 20;
    /** Part of the messages that goes before those that are measured. */
    private static final int BEFORE = 7;

    private final Arena arena;
    private final Scale scale;
    private final Table table;

    ColdBench(Arena arena, Scale scale, Table table) {
        this.arena = arena;
        this.scale = scale;
        this.table = table;
    }

    /** Starts one bot. */
    @FunctionalInterface
    private interface Maker {
        Bot make() throws Exception;
    }

    void run() throws Exception {
        Map<String, Maker> bots = new LinkedHashMap<>();
        bots.put("bridge", () -> arena.bridge(discord(), false));
        bots.put("by hand", () -> arena.hand(discord(), false));
        if (DiscordJs.missing().isEmpty()) {
            bots.put("discord.js", () -> arena.discordJs(discord()));
        }
        // the first start of each fills the page cache
        Map<String, Result> results = new Rounds(scale, table).of("cold", 1, bots, this::measure);
        Result bridge = results.remove("bridge");
        results.forEach((rival, theirs) -> bridge.tell(table, "firehose, cold, zlib off", rival, theirs));
        table.note("cold: each round starts all anew; " + scale.messages(BEFORE) + " messages go before the "
                + scale.messages() + " that count");
    }

    private LoadProcess.Discord discord() {
        return arena.load.add(1, CHANNELS);
    }

    private void measure(Maker maker, Result result) throws Exception {
        try (Bot bot = maker.make()) {
            arena.awaitReady(bot);
            arena.flood(bot, scale.messages(BEFORE));
            arena.measureFlood(bot, scale.messages(), result);
        }
    }
}
