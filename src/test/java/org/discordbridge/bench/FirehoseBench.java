package org.discordbridge.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.discordbridge.bridge.RecordLog;
import org.discordbridge.bridge.Wire;

/** As many messages as can be taken, from the gateway until Kafka has acknowledged the last. */
final class FirehoseBench {
    private static final int CHANNELS = 20;
    /** What differs between two Discords. */
    private static final List<String> OWN =
            List.of("uuid", "content", "author_id", "channel_id", "guild_id", "message_id", "timestamp", "message_url");

    private final Arena arena;
    private final Scale scale;
    private final Table table;

    FirehoseBench(Arena arena, Scale scale, Table table) {
        this.arena = arena;
        this.scale = scale;
        this.table = table;
    }

    void run() throws Exception {
        measure(false);
        measure(true);
    }

    private void measure(boolean compressed) throws Exception {
        String what = "firehose, zlib " + (compressed ? "on" : "off");
        Map<String, Bot> bots = new LinkedHashMap<>();
        try {
            bots.put("bridge", arena.bridge(discord(), compressed));
            bots.put("by hand", arena.hand(discord(), compressed));
            bots.put("JDA alone", arena.counter(discord(), compressed));
            // it asks for no compression, unless one adds a library in C
            if (!compressed && DiscordJs.missing().isEmpty()) {
                bots.put("discord.js", arena.discordJs(discord()));
            } else if (!compressed) {
                table.note(what + ": left out discord.js, since "
                        + DiscordJs.missing().get());
            }
            measure(what, bots);
        } finally {
            bots.values().forEach(Bot::close);
        }
    }

    private void measure(String what, Map<String, Bot> bots) throws Exception {
        for (Bot bot : bots.values()) {
            arena.awaitReady(bot);
            if (bot.commands() != null) {
                compareRecords(bots.get("bridge"), bot);
            }
        }
        Map<String, Result> results = new Rounds(scale, table).of(what, scale.warm(), bots, this::flood);
        Result bridge = results.remove("bridge");
        results.forEach((rival, theirs) -> bridge.tell(table, what, rival, theirs));
    }

    private LoadProcess.Discord discord() {
        return arena.load.add(1, CHANNELS);
    }

    private void flood(Bot bot, Result result) {
        arena.measureFlood(bot, scale.messages(), result);
    }

    /** Fails if a rival makes it easier for itself. */
    private void compareRecords(Bot bridge, Bot rival) {
        GenericRecord ours = first(bridge);
        GenericRecord theirs = first(rival);
        for (Schema.Field field : ours.getSchema().getFields()) {
            Object here = ours.get(field.name());
            Object there = theirs.get(field.name());
            if (OWN.contains(field.name())
                    ? here == null || there == null
                    : !String.valueOf(here).equals(String.valueOf(there))) {
                throw new IllegalStateException("The records of the bridge and of " + rival + " differ in "
                        + field.name() + ": " + here + ", " + there);
            }
        }
    }

    private GenericRecord first(Bot bot) {
        try (RecordLog log = new RecordLog(arena.servers.kafka(), bot.commands())) {
            return new Wire(arena.servers.registry()).read(log.all().get(0).value());
        }
    }
}
