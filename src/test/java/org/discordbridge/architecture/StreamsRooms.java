package org.discordbridge.architecture;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rooms of the streams, of the intents, of the archive, of their files and of what hangs on them, and what they may touch. */
final class StreamsRooms {
    private static final String ROOT = "org.discordbridge";
    private static final Map<String, List<String>> ROOMS = Map.ofEntries(
            entry(
                    ".assistant",
                    List.of(
                            "org.apache.camel..",
                            ROOT + ".discord",
                            // what the component says of its bots
                            ROOT + ".discord.session.life",
                            ROOT + ".event",
                            ROOT + ".settings")),
            entry(".assistant.model", List.of("dev.langchain4j..", ROOT + ".assistant")),
            entry(".intents", List.of("org.apache.camel..", ROOT + ".discord", ROOT + ".settings", ROOT + ".yaml")),
            entry(
                    ".archive.topic",
                    List.of(
                            "org.apache.avro..",
                            "org.apache.camel..",
                            "org.apache.kafka..",
                            ROOT + ".archive",
                            ROOT + ".avro",
                            ROOT + ".delivery",
                            ROOT + ".event",
                            ROOT + ".settings")),
            entry(
                    ".archive.parquet",
                    List.of(
                            "com.github.luben.zstd..",
                            "org.apache.avro..",
                            // named by the signatures of Parquet's builders
                            "org.apache.hadoop..",
                            "org.apache.parquet..",
                            ROOT + ".archive.topic")),
            entry(".intents.model", List.of("ai.onnxruntime..", "com.fasterxml.jackson.core..", ROOT + ".intents")),
            entry(
                    ".streams",
                    List.of(
                            "org.apache.avro..",
                            "org.apache.camel..",
                            "org.apache.kafka..",
                            ROOT + ".avro",
                            ROOT + ".check",
                            ROOT + ".delivery",
                            ROOT + ".log",
                            ROOT + ".settings",
                            ROOT + ".yaml",
                            "com.fasterxml.jackson.databind..",
                            ROOT + ".streams..")),
            entry(".streams.state", List.of("org.apache.kafka..")),
            entry(
                    ".streams.people",
                    List.of(
                            "org.apache.kafka..",
                            ROOT + ".streams.record",
                            ROOT + ".streams.state",
                            ROOT + ".streams.text")),
            entry(
                    ".streams.activity",
                    List.of(
                            "com.clearspring.analytics.stream..",
                            "org.apache.avro..",
                            "org.apache.kafka..",
                            ROOT + ".streams.people",
                            ROOT + ".streams.record",
                            ROOT + ".streams.state")),
            entry(
                    ".streams.replay",
                    List.of(
                            "org.apache.avro..",
                            "org.apache.kafka..",
                            ROOT + ".streams.people",
                            ROOT + ".streams.record",
                            ROOT + ".streams.state",
                            ROOT + ".streams.rule",
                            ROOT + ".streams.watch")),
            entry(".streams.page", List.of("com.fasterxml.jackson.databind..", "com.sun.net.httpserver..")),
            entry(
                    ".moderation",
                    List.of("org.apache.avro..", "org.apache.camel..", "com.fasterxml.jackson..", ROOT + ".avro")),
            entry(".streams.text", List.of("com.ibm.icu..")),
            entry(".streams.rule", List.of(ROOT + ".yaml")),
            entry(".yaml", List.of("org.snakeyaml.engine..")),
            entry(
                    ".streams.record",
                    List.of(
                            "org.apache.avro..",
                            "org.apache.kafka.common..",
                            ROOT + ".avro",
                            ROOT + ".event",
                            ROOT + ".streams.text")),
            entry(
                    ".streams.watch",
                    List.of(
                            "org.apache.avro..",
                            "org.apache.kafka..",
                            ROOT + ".event",
                            ROOT + ".streams.people",
                            ROOT + ".streams.record",
                            ROOT + ".streams.state",
                            ROOT + ".streams.rule",
                            ROOT + ".streams.text")));

    private StreamsRooms() {}

    /** Adds them to the others. */
    static Map<String, List<String>> and(Map<String, List<String>> others) {
        Map<String, List<String>> all = new HashMap<>(others);
        all.putAll(ROOMS);
        return Map.copyOf(all);
    }
}
