package org.discordbridge.telemetry;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.camel.component.kafka.serde.KafkaHeaderDeserializer;

/**
 * Passes the headers of a record on unchanged, except those of a trace (W3C, Trace Context and Baggage): Camel's tracer
 * takes these as text only.
 */
public final class TraceHeaders implements KafkaHeaderDeserializer {
    private static final Set<String> OF_TRACES = Set.of("traceparent", "tracestate", "baggage");

    @Override
    public Object deserialize(String key, byte[] value) {
        return value != null && OF_TRACES.contains(key) ? new String(value, StandardCharsets.UTF_8) : value;
    }
}
