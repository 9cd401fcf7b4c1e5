package org.discordbridge.avro;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.discordbridge.bridge.Wire;
import org.discordbridge.servers.RegistryServer;

/** A Camel context with one data format for a topic of its own, and the wire as others see it. */
final class AvroStage implements AutoCloseable {
    static final Path MESSAGE = Path.of("schemas/message.avsc");
    static final Path RESPONSE = Path.of("schemas/response.avsc");

    /** The schema of the first bot, whose consumers and producers must go on working. */
    static final Schema ORIGINAL = new Schema.Parser().parse("""
                    {"type": "record", "name": "Message", "fields": [
                      {"name": "uuid", "type": "string"},
                      {"name": "content", "type": "string"},
                      {"name": "author_id", "type": "string"},
                      {"name": "channel_id", "type": "string"},
                      {"name": "guild_id", "type": ["null", "string"]},
                      {"name": "attachments", "type": {"type": "array", "items": "string"}}]}
                    """);

    private static final AtomicInteger NUMBER = new AtomicInteger();

    final DefaultCamelContext context = new DefaultCamelContext();
    final RegistryAvroDataFormat format = new RegistryAvroDataFormat();
    final SchemaRegistry client = new SchemaRegistry();
    final Wire wire;
    final String topic;

    AvroStage(RegistryServer registry, Path schema) {
        this(registry, schema, "avro" + NUMBER.incrementAndGet());
    }

    AvroStage(RegistryServer registry, Path schema, String topic) {
        this.topic = topic;
        wire = new Wire(registry);
        client.setUrl(registry.url());
        format.setRegistry(client);
        format.setTopic(topic);
        format.setSchema(schema.toString());
        context.getRegistry().bind("avro", format);
    }

    AvroStage start() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:marshal").marshal().custom("avro");
                from("direct:unmarshal").unmarshal().custom("avro");
            }
        });
        context.start();
        return this;
    }

    byte[] marshal(Object body) {
        return context.createProducerTemplate().requestBody("direct:marshal", body, byte[].class);
    }

    Object unmarshal(Object body) {
        return context.createProducerTemplate().requestBody("direct:unmarshal", body);
    }

    @Override
    public void close() {
        context.stop();
    }
}
