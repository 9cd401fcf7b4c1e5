package org.discordbridge.streams;

import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.discordbridge.streams.activity.ActivityProcessor;
import org.discordbridge.streams.activity.ActivityRow;
import org.discordbridge.streams.people.PeopleProcessor;
import org.discordbridge.streams.people.Seen;
import org.discordbridge.streams.record.Observation;
import org.discordbridge.streams.record.ObservationSerde;
import org.discordbridge.streams.rule.Rule;
import org.discordbridge.streams.watch.Alert;
import org.discordbridge.streams.watch.WatchProcessor;

/** Says what hangs between which topics. */
final class StreamsTopology {
    /**
     * Names the topics.
     *
     * @param aside where records go that cannot be read
     */
    record Names(String messages, String events, String alerts, String activity, String aside) {}

    /**
     * Holds what the topology is made of.
     *
     * @param schemas finds the schema of a record by its id
     * @param rules gives the rules in force
     * @param late counts what the rules do not look at
     * @param uncounted counts what the figures do not have
     */
    record Parts(
            IntFunction<Schema> schemas,
            Supplier<List<Rule>> rules,
            Duration grace,
            LateCount late,
            LateCount uncounted,
            Serializer<Alert> alerts,
            Serializer<ActivityRow> activity) {}

    private StreamsTopology() {}

    static Topology build(StreamsConfig config, Names names, Parts parts) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(config));
        KStream<byte[], Reading> read = read(builder, names.messages(), ReadProcessor.Source.MESSAGES, parts)
                .merge(read(builder, names.events(), ReadProcessor.Source.EVENTS, parts));
        read.filter((key, reading) -> reading.seen() == null)
                .mapValues(Reading::value, Named.as("set-aside"))
                .to(names.aside(), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
        KStream<Long, Seen> seen = byGuild(read).process(PeopleProcessor.supplier(), Named.as("people"));
        seen.process(WatchProcessor.supplier(parts.rules(), parts.grace(), parts.late()), Named.as("watch"))
                .to(names.alerts(), Produced.with(Serdes.String(), written(parts.alerts())));
        seen.process(ActivityProcessor.supplier(parts.uncounted()), Named.as("count"))
                .to(names.activity(), Produced.with(Serdes.String(), written(parts.activity())));
        return builder.build();
    }

    /** Returns what only writes: nobody here reads it again. */
    private static <T> Serde<T> written(Serializer<T> serializer) {
        return Serdes.serdeFrom(serializer, (topic, bytes) -> null);
    }

    private static KStream<byte[], Reading> read(
            StreamsBuilder builder, String topic, ReadProcessor.Source source, Parts parts) {
        return builder.stream(
                        topic,
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                                // a client of another kind may have given it no time, at which Streams would end
                                .withTimestampExtractor((record, newest) -> Math.max(0, record.timestamp()))
                                .withOffsetResetPolicy(AutoOffsetReset.earliest()))
                .process(
                        () -> new ReadProcessor(source, parts.schemas()),
                        Named.as("read-" + source.name().toLowerCase(java.util.Locale.ROOT)));
    }

    /** Brings together what happens in a guild: a rule looks at all of its channels. */
    private static KStream<Long, Observation> byGuild(KStream<byte[], Reading> read) {
        return read.filter((key, reading) -> reading.seen() != null)
                .map((key, reading) ->
                        org.apache.kafka.streams.KeyValue.pair(reading.seen().guild(), reading.seen()))
                .repartition(Repartitioned.<Long, Observation>as("guild")
                        .withKeySerde(Serdes.Long())
                        .withValueSerde(new ObservationSerde()));
    }
}
