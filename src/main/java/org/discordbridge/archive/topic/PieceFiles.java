package org.discordbridge.archive.topic;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.discordbridge.avro.RegistryException;
import org.discordbridge.avro.RegistryUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sorts records by the files that they go into, by guild and day, and reads them. A file has the newest schema of those
 * that its records were written with, so that columns may be added while older files stay as they are. For one thread.
 */
final class PieceFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PieceFiles.class);
    private static final int HEADER = 5;
    private static final String DIRECT = "dm";

    private final IntFunction<Schema> schemas;
    private final Map<String, String> tables;
    private final Map<Integer, GenericDatumReader<GenericRecord>> places = new HashMap<>();
    private BinaryDecoder decoder;

    /** Has what goes into a folder, and the ids of the schemas that it was written with. */
    private static final class Group {
        private final List<byte[]> values = new ArrayList<>();
        private final TreeSet<Integer> ids = new TreeSet<>();
    }

    /**
     * Makes it.
     *
     * @param schemas finds the schema with an id; throws what {@code SchemaRegistry.byId} does
     * @param tables what the records of a topic are called, by topic
     */
    PieceFiles(IntFunction<Schema> schemas, Map<String, String> tables) {
        this.schemas = schemas;
        this.tables = Map.copyOf(tables);
    }

    /**
     * Returns the files of a piece. Records that nobody can read are in none: the log says how many.
     *
     * @throws RegistryUnavailableException if the registry does not answer
     */
    List<PieceFile> of(Piece piece) {
        Map<String, Group> groups = new TreeMap<>();
        List<String> unreadable = new ArrayList<>();
        for (Piece.Kept each : piece.records()) {
            try {
                int id = schemaOf(each.value());
                Group group = groups.computeIfAbsent(folder(piece, each, id), folder -> new Group());
                group.values.add(each.value());
                group.ids.add(id);
            } catch (RegistryUnavailableException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                // Avro throws many kinds of exception at bytes that are not Avro, and its messages may have some of
                // them
                unreadable.add(each.offset() + " ("
                        + (e instanceof RegistryException || e instanceof NotInWireFormat
                                ? e.getMessage()
                                : e.getClass().getSimpleName())
                        + ")");
            }
        }
        if (!unreadable.isEmpty()) {
            LOG.warn(
                    "{} records of {} are not in the archive, since they cannot be read; they stay on the topic. The first"
                            + " is at offset {}",
                    unreadable.size(),
                    piece.partition(),
                    unreadable.get(0));
        }
        List<PieceFile> files = new ArrayList<>();
        groups.forEach((folder, group) -> split(folder, group, files));
        return files;
    }

    /** Makes one file of a group, and one more for each schema that cannot be read with the newest. */
    private void split(String folder, Group group, List<PieceFile> files) {
        Schema newest = schemas.apply(group.ids.last());
        Set<Integer> others = group.ids.stream()
                .filter(id -> !isReadable(newest, schemas.apply(id)))
                .collect(Collectors.toSet());
        files.add(new PieceFile(
                folder,
                "",
                newest,
                group.values.stream()
                        .filter(value -> !others.contains(schemaOf(value)))
                        .toList()));
        others.forEach(id -> files.add(new PieceFile(
                folder,
                "-schema" + id,
                schemas.apply(id),
                group.values.stream().filter(value -> schemaOf(value) == id).toList())));
    }

    private static boolean isReadable(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                        .getType()
                == SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE;
    }

    /** Reads the records of a file one by one. */
    Iterable<GenericRecord> read(PieceFile file) {
        Map<Integer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
        return () -> file.values().stream()
                .map(value -> read(
                        value,
                        readers.computeIfAbsent(
                                schemaOf(value), id -> new GenericDatumReader<>(schemas.apply(id), file.schema()))))
                .iterator();
    }

    private GenericRecord read(byte[] value, GenericDatumReader<GenericRecord> reader) {
        try {
            decoder = DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, decoder);
            return reader.read(null, decoder);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Returns the folder of a record, as Hive names them, which other programs read as columns. */
    private String folder(Piece piece, Piece.Kept record, int id) throws IOException {
        GenericRecord place = read(record.value(), places.computeIfAbsent(id, this::placeReader));
        Object guild = field(place, "guild_id");
        Object time = field(place, "timestamp");
        String day = Instant.ofEpochMilli(time instanceof Long millis ? millis : record.time())
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
        return "archive/" + tables.get(piece.partition().topic()) + "/guild="
                + (guild != null && guild.toString().matches("[0-9]{1,20}") ? guild : DIRECT) + "/day=" + day;
    }

    private static Object field(GenericRecord record, String name) {
        Schema.Field field = record.getSchema().getField(name);
        return field == null ? null : record.get(field.pos());
    }

    /** Reads a whole record, so that one that cannot be read is known before its file is begun. */
    private GenericDatumReader<GenericRecord> placeReader(int id) {
        Schema schema = schemas.apply(id);
        return new GenericDatumReader<>(schema, schema);
    }

    private static int schemaOf(byte[] value) {
        if (value == null || value.length < HEADER || value[0] != 0) {
            throw new NotInWireFormat();
        }
        return ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
    }

    private static final class NotInWireFormat extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotInWireFormat() {
            super("it does not begin with a zero byte and the id of a schema");
        }
    }
}
