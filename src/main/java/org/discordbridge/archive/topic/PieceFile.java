package org.discordbridge.archive.topic;

import java.util.List;
import org.apache.avro.Schema;

/**
 * Holds the records of a piece that go into one file.
 *
 * @param folder where it is, without a slash at the end
 * @param suffix tells it apart from others of the same piece in that folder; empty for most
 * @param schema that of the table
 * @param values in the registry wire format
 */
record PieceFile(String folder, String suffix, Schema schema, List<byte[]> values) {}
