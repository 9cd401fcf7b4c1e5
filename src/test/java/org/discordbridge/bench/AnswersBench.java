package org.discordbridge.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.discordbridge.bridge.Wire;

/** Answers: from a service's producer to the request at Discord, which sets no limits here. */
final class AnswersBench {
    private static final int RATE = 100;
    private static final int SECONDS = 5;
    /** How many bursts go before. */
    private static final int WARMING_UP = 5;

    private final Arena arena;
    private final Scale scale;
    private final Table table;
    private final Wire wire;
    private final Schema schema;

    AnswersBench(Arena arena, Scale scale, Table table) throws Exception {
        this.arena = arena;
        this.scale = scale;
        this.table = table;
        this.wire = new Wire(arena.servers.registry());
        this.schema = new Schema.Parser().parse(new java.io.File("schemas/response.avsc"));
    }

    void run() throws Exception {
        measure(1, scale.messages(200));
        measure(500, scale.messages(50));
        table.note("answers: p99 at " + RATE + "/s; Discord sets no limits, so that its requests alone count");
    }

    private void measure(int channels, int burst) throws Exception {
        Map<String, Object> settings = new HashMap<>(arena.servers.kafka().clientSettings());
        try (Bot bridge = arena.bridge(arena.load.add(1, channels), true);
                Bot hand = arena.hand(arena.load.add(1, channels), true);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            Map<String, Bot> bots = Map.of("bridge", bridge, "by hand", hand);
            bots.values().forEach(arena::awaitReady);
            String what = "answers, " + channels + (channels == 1 ? " channel" : " channels");
            for (Bot bot : bots.values()) {
                answer(producer, bot, burst * WARMING_UP, Integer.MAX_VALUE);
            }
            Map<String, Result> results = new Rounds(scale, table).of(what, 0, bots, (bot, result) -> {
                double cpu = bot.meter().cpuSeconds();
                List<Arrival> arrivals = answer(producer, bot, burst, Integer.MAX_VALUE);
                result.add("answers/s", burst / Arrival.seconds(arrivals));
                result.add("CPU µs an answer", (bot.meter().cpuSeconds() - cpu) * 1e6 / burst);
                arrivals = answer(producer, bot, RATE * SECONDS, RATE);
                result.add("p50 ms", Arrival.percentile(arrivals, 0.5));
                result.add("p99 ms", Arrival.percentile(arrivals, 0.99));
            });
            results.get("bridge").tell(table, what, "by hand", results.get("by hand"));
        }
    }

    private List<Arrival> answer(KafkaProducer<byte[], byte[]> producer, Bot bot, int count, int rate) {
        int id = wire.register(bot.responses() + "-value", schema);
        List<String> channels = bot.discord().channels();
        long began = System.nanoTime();
        for (int i = 0; i < count; i++) {
            if (rate < Integer.MAX_VALUE) {
                Load.awaitTurn(began, i, rate);
            }
            String channel = channels.get(i % channels.size());
            byte[] value = wire.write(
                    id,
                    schema,
                    Map.of(
                            "uuid",
                            UUID.randomUUID().toString(),
                            "content",
                            Load.micros() + " is when this was produced.",
                            "channel_id",
                            channel));
            var unused = producer.send(new ProducerRecord<>(
                    bot.responses(), channel.getBytes(java.nio.charset.StandardCharsets.UTF_8), value));
        }
        producer.flush();
        return bot.discord().awaitCalls(count);
    }
}
