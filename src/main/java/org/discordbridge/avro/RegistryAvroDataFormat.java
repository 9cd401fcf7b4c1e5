package org.discordbridge.avro;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.spi.DataFormatName;
import org.apache.camel.spi.OnCamelContextStarting;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.support.task.Tasks;
import org.apache.camel.support.task.budget.Budgets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes and reads Avro in the registry wire format: a zero byte, the schema's id in four bytes (big-endian), Avro
 * binary (Confluent docs, Schema Registry > Formats > Wire format).
 *
 * <p>In a route: {@code marshal: {custom: {ref: messageAvro}}}. Marshals the records of {@code org.discordbridge.event}
 * and maps; unmarshals to a map by field name, whatever schema the record was written with, as long as it resolves to
 * this one. Strings come as {@code String}, timestamps as {@code Instant}.
 *
 * <p>Registers its schema under {@code TOPIC-value} when the context starts, and waits for the registry up to the
 * start-up timeout. The start fails if the schema does not fit the readers or the records of the topic. Safe for any
 * number of threads.
 */
public final class RegistryAvroDataFormat extends ServiceSupport
        implements DataFormat, DataFormatName, CamelContextAware, OnCamelContextStarting {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryAvroDataFormat.class);
    private static final int HEADER = 5;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final EventModel model = new EventModel();
    private final Map<Integer, GenericDatumReader<Object>> readers = new ConcurrentHashMap<>();
    private final ThreadLocal<BinaryEncoder> encoders = new ThreadLocal<>();
    private CamelContext camelContext;
    private SchemaRegistry registry;
    private String topic;
    private Path schemaFile;
    private Compatibility compatibility = Compatibility.FULL;
    private Duration startupTimeout = Duration.ofSeconds(30);
    private volatile Prepared prepared;

    /** Holds the results of the start: the schema, its id in the registry, and a writer for it. */
    private record Prepared(Schema schema, int id, EventWriter writer) {}

    /** Sets the client of the registry. */
    public void setRegistry(SchemaRegistry registry) {
        this.registry = registry;
    }

    /** Sets the topic whose values these are; the schema is registered under {@code TOPIC-value}. */
    public void setTopic(String topic) {
        this.topic = topic;
    }

    /** Sets the file of the schema, such as {@code schemas/message.avsc}. */
    public void setSchema(String file) {
        this.schemaFile = Path.of(file);
    }

    /** Sets the rule that the schema must follow; FULL unless set. */
    public void setCompatibility(Compatibility compatibility) {
        this.compatibility = compatibility;
    }

    /** Sets how long the start waits for the registry, in milliseconds; 30,000 unless set. */
    public void setStartupTimeoutMillis(long millis) {
        this.startupTimeout = Duration.ofMillis(millis);
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    public String getDataFormatName() {
        return "registry-avro";
    }

    @Override
    public void onContextStarting(CamelContext context) {
        prepare(context);
    }

    @Override
    protected void doStart() {
        prepare(camelContext);
    }

    @Override
    public void marshal(Exchange exchange, Object graph, OutputStream stream) throws Exception {
        Prepared ready = prepared;
        Objects.requireNonNull(graph, () -> "There is no body to write to topic " + topic);
        int id = ready.id();
        stream.write(new byte[] {0, (byte) (id >>> 24), (byte) (id >>> 16), (byte) (id >>> 8), (byte) id});
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(stream, encoders.get());
        encoders.set(encoder);
        try {
            ready.writer().write(graph, encoder);
        } catch (AvroRuntimeException | ClassCastException | NullPointerException e) {
            throw new IllegalArgumentException(
                    graph.getClass().getSimpleName() + " does not fit " + schemaFile + ": " + e.getMessage(), e);
        }
        encoder.flush();
    }

    @Override
    public Object unmarshal(Exchange exchange, InputStream stream) throws Exception {
        return read(stream.readAllBytes());
    }

    @Override
    public Object unmarshal(Exchange exchange, Object body) throws Exception {
        if (body == null) {
            throw new UnreadableRecordException("the record is a tombstone: it has a key but no value");
        }
        return read(exchange.getContext().getTypeConverter().mandatoryConvertTo(byte[].class, exchange, body));
    }

    private Object read(byte[] bytes) {
        if (bytes.length < HEADER || bytes[0] != 0) {
            throw new UnreadableRecordException(
                    "the value is not in the registry wire format (it has " + bytes.length + " bytes"
                            + (bytes.length == 0 ? "" : " and begins with 0x%02x".formatted(bytes[0]))
                            + "; expected 0x00, a schema id in four bytes, and Avro)");
        }
        int id = (bytes[1] & 0xff) << 24 | (bytes[2] & 0xff) << 16 | (bytes[3] & 0xff) << 8 | bytes[4] & 0xff;
        GenericDatumReader<Object> reader = reader(id);
        try {
            ByteArrayInputStream rest = new ByteArrayInputStream(bytes, HEADER, bytes.length - HEADER);
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER, rest.available(), null);
            Object value = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new UnreadableRecordException(
                        "the value does not decode with schema id " + id + ": bytes are left over");
            }
            return value;
        } catch (UnreadableRecordException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Avro throws many kinds of exception at hostile bytes, for instance for a branch of a union that does not
            // exist
            throw new UnreadableRecordException("the value does not decode with schema id " + id + ": " + reason(e), e);
        }
    }

    private GenericDatumReader<Object> reader(int id) {
        GenericDatumReader<Object> known = readers.get(id);
        if (known != null) {
            return known;
        }
        Schema written;
        try {
            written = registry.byId(id);
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RegistryException e) {
            throw new UnreadableRecordException(e.getMessage(), e);
        }
        GenericDatumReader<Object> reader = new StringReader(written, prepared.schema(), model);
        readers.put(id, reader);
        return reader;
    }

    /** Reads strings as {@code String}. Avro does so only if the schema asks for it. */
    private static final class StringReader extends GenericDatumReader<Object> {
        StringReader(Schema writer, Schema reader, EventModel model) {
            super(writer, reader, model);
        }

        @Override
        protected Class<?> findStringClass(Schema schema) {
            return String.class;
        }
    }

    /**
     * Registers the schema, unless it is registered already. Blocks up to the start-up timeout.
     *
     * @throws RegistryException if the registry does not answer in time, or the schema does not fit
     */
    public synchronized void prepare(CamelContext context) {
        if (prepared != null) {
            return;
        }
        camelContext = context;
        String subject = topic + "-value";
        Schema schema = parse();
        CarriedFields.unknownIn(schema, schemaFile).forEach(field -> LOG.warn("{}", unknown(field)));
        int id = registerWhenUp(subject, schema);
        prepared = new Prepared(schema, id, new EventWriter(schema, model));
        LOG.info("Schema {} is registered under {} with id {}", schemaFile, subject, id);
    }

    private Schema parse() {
        try {
            return new Schema.Parser().parse(schemaFile.toFile());
        } catch (IOException | RuntimeException e) {
            // Avro throws a NullPointerException at a type it does not know
            throw new RegistryException(
                    "Cannot start: schema file " + schemaFile.toAbsolutePath() + " cannot be read: " + reason(e), e);
        }
    }

    private int registerWhenUp(String subject, Schema schema) {
        AtomicInteger id = new AtomicInteger();
        AtomicReference<RegistryUnavailableException> failure = new AtomicReference<>();
        boolean done = Tasks.foregroundTask()
                .withName("register " + subject)
                .withBudget(Budgets.iterationTimeBudget()
                        .withInitialDelay(Duration.ZERO)
                        .withInterval(RETRY)
                        .withMaxDuration(startupTimeout)
                        .build())
                .build()
                .run(camelContext, () -> {
                    try {
                        id.set(register(subject, schema));
                        return true;
                    } catch (RegistryUnavailableException e) {
                        LOG.warn("Waiting for the schema registry: {}", e.getMessage());
                        failure.set(e);
                        return false;
                    }
                });
        if (!done) {
            throw new RegistryException(
                    "Cannot start: " + failure.get().getMessage() + ", tried for " + startupTimeout.toSeconds()
                            + " s. Start it, or set SCHEMA_REGISTRY_URL to where it is",
                    failure.get());
        }
        return id.get();
    }

    /**
     * Says whether the start would register the schema. Registers nothing.
     *
     * @throws RegistryException if it would not
     */
    public String plan() {
        String subject = topic + "-value";
        Schema schema = parse();
        Optional<SchemaRegistry.Version> latest = requireCompatible(subject, schema);
        if (latest.isPresent() && !latest.get().schema().equals(schema)) {
            registry.refusal(subject, schema).ifPresent(why -> {
                throw new RegistryException("Cannot start: " + schemaFile + " would be refused as a new version of "
                        + subject + ": " + why + ". " + advice(subject));
            });
        }
        CarriedFields.unknownIn(schema, schemaFile);
        return schemaFile
                + latest.map(before -> before.schema().equals(schema)
                                ? " is version " + before.version() + " of " + subject
                                : " fits version " + before.version() + " of " + subject)
                        .orElse(" will be the first of " + subject);
    }

    /**
     * Lists fields that no record can fill, in sentences for people. They do not stop the start.
     *
     * @throws RegistryException if the schema cannot be used
     */
    public List<String> oddities() {
        return CarriedFields.unknownIn(parse(), schemaFile).stream()
                .map(this::unknown)
                .toList();
    }

    private String unknown(String field) {
        return "Field '" + field + "' of " + schemaFile + " is none that events have: every record has its default."
                + " Correct the name, which is one of those in the table of the component's page";
    }

    private Optional<SchemaRegistry.Version> requireCompatible(String subject, Schema schema) {
        Optional<SchemaRegistry.Version> latest = registry.latest(subject);
        latest.ifPresent(before -> compatibility
                .conflict(schema, before.schema())
                .ifPresent(conflict -> {
                    throw new RegistryException("Cannot start: " + schemaFile + " is incompatible with version "
                            + before.version() + " of " + subject + " at registry " + registry.getUrl() + ": "
                            + conflict + ". Mend the schema file, or use another topic");
                }));
        return latest;
    }

    private int register(String subject, Schema schema) {
        requireCompatible(subject, schema);
        try {
            return registry.register(subject, schema);
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RegistryException e) {
            throw new RegistryException(
                    "Cannot start: " + schemaFile + " could not be registered as " + subject + ": " + e.getMessage()
                            + registry.refusal(subject, schema)
                                    .map(why -> ". " + advice(subject))
                                    .orElse(""),
                    e);
        }
    }

    private String advice(String subject) {
        return "Mend the schema file, use another topic, or give the subject another rule at registry "
                + registry.getUrl() + " (PUT /config/" + subject
                + "); SCHEMA_COMPATIBILITY is what the bridge itself asks for";
    }

    private static String reason(Exception e) {
        return e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getMessage().replaceAll("\\s+", " ");
    }
}
