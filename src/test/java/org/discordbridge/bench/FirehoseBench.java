package org.discordbridge.bench;

import java.util.List;
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
        try (Bot bridge = arena.bridge(arena.load.add(1, CHANNELS), compressed);
                Bot hand = arena.hand(arena.load.add(1, CHANNELS), compressed);
                Bot examples = arena.withExamples(arena.load.add(1, CHANNELS), compressed);
                Bot counter = arena.counter(arena.load.add(1, CHANNELS), compressed)) {
            List<Bot> bots = List.of(bridge, hand, counter, examples);
            bots.forEach(arena::awaitReady);
            compareRecords(bridge, hand);
            String what = "firehose, zlib " + (compressed ? "on" : "off");
            List<Result> results = new Rounds(scale, table).of(what, scale.warm(), bots, this::flood);
            results.get(0).tell(table, what, "by hand", results.get(1));
            results.get(0).tell(table, what, "JDA alone", results.get(2));
            results.get(3).tell(table, what + ", with the example echo", "by hand", results.get(1));
        }
    }

    private void flood(Bot bot, Result result) {
        Meter meter = bot.meter();
        double cpu = meter.cpuSeconds();
        double seconds = arena.flood(bot, scale.messages());
        result.add("messages/s", scale.messages() / seconds);
        result.add("CPU µs a message", (meter.cpuSeconds() - cpu) * 1e6 / scale.messages());
        result.add("resident MB", meter.residentMegabytes());
    }

    /** Fails if what is written by hand makes it easier for itself. */
    private void compareRecords(Bot bridge, Bot hand) {
        GenericRecord ours = first(bridge);
        GenericRecord theirs = first(hand);
        for (Schema.Field field : ours.getSchema().getFields()) {
            Object here = ours.get(field.name());
            Object there = theirs.get(field.name());
            if (OWN.contains(field.name())
                    ? here == null || there == null
                    : !String.valueOf(here).equals(String.valueOf(there))) {
                throw new IllegalStateException("The records differ in " + field.name() + ": " + here + ", " + there);
            }
        }
    }

    private GenericRecord first(Bot bot) {
        try (RecordLog log = new RecordLog(arena.servers.kafka(), bot.commands())) {
            return new Wire(arena.servers.registry()).read(log.all().get(0).value());
        }
    }
}
