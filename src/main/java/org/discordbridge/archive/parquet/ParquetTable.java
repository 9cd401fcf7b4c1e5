package org.discordbridge.archive.parquet;

import java.io.IOException;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.discordbridge.archive.topic.TableFormat;

/** Writes a table as Parquet, compressed with Zstandard, as every reader of the last years understands it. */
public final class ParquetTable implements TableFormat {
    private static final long ROW_GROUP_BYTES = 8L << 20;
    private static final int PAGE_BYTES = 256 << 10;

    /** Settings of lists: three levels, as the format asks for today. */
    private static final Map<String, String> SETTINGS = Map.of(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, "false");

    @Override
    public String ending() {
        return "parquet";
    }

    @Override
    public String mediaType() {
        return "application/vnd.apache.parquet";
    }

    @Override
    public byte[] write(Schema schema, Iterable<GenericRecord> records) throws IOException {
        MemoryFile file = new MemoryFile();
        try (ParquetWriter<GenericRecord> writer = AvroParquetWriter.<GenericRecord>builder(file)
                .withSchema(schema)
                .withDataModel(GenericData.get())
                .withConf(new PlainParquetConfiguration(SETTINGS))
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withCodecFactory(new Zstandard())
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withPageSize(PAGE_BYTES)
                .build()) {
            for (GenericRecord each : records) {
                writer.write(each);
            }
        }
        return file.bytes();
    }
}
