package org.discordbridge.archive.topic;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Makes the bytes of a table. For one thread. */
public interface TableFormat {
    /** Returns the ending of the names of such files, without a dot. */
    String ending();

    /** Returns the media type of such files. */
    String mediaType();

    /**
     * Returns a table as it is in a file. The same records always make the same file.
     *
     * @param schema that of every record; its fields are the columns
     * @param records in the order in which they will be in the table; asked for one by one, so that they need not be in
     *     memory together
     */
    byte[] write(Schema schema, Iterable<GenericRecord> records) throws IOException;
}
