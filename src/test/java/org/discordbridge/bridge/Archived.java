package org.discordbridge.bridge;

import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.errors.ErrorResponseException;
import io.minio.messages.Item;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The archive of a stage, as DuckDB reads a copy of it. */
final class Archived {
    /** The tables as the page about them names them. */
    static final String TABLES = """
            create view messages as
            select * from read_parquet('s3://discord-attachments/archive/messages/*/*/*.parquet',
                hive_partitioning = true, union_by_name = true, hive_types = {'guild': varchar, 'day': date});
            create view events as
            select * from read_parquet('s3://discord-attachments/archive/events/*/*/*.parquet',
                hive_partitioning = true, union_by_name = true, hive_types = {'guild': varchar, 'day': date});
            """;

    private final Stage stage;
    private final Path folder;

    /** @param folder where the copy is */
    Archived(Stage stage, Path folder) {
        this.stage = stage;
        this.folder = folder;
    }

    /** Copies what is new. Files that are there never change. */
    Archived copy() throws Exception {
        try (MinioClient client = MinioClient.builder()
                .endpoint(stage.s3().url())
                .credentials(stage.s3().accessKey(), stage.s3().secretKey())
                .build()) {
            for (Result<Item> item : client.listObjects(ListObjectsArgs.builder()
                    .bucket(stage.bucket())
                    .prefix("archive/")
                    .recursive(true)
                    .build())) {
                Path file = folder.resolve(item.get().objectName());
                if (!Files.exists(file)) {
                    Files.createDirectories(file.getParent());
                    try (GetObjectResponse object = client.getObject(GetObjectArgs.builder()
                            .bucket(stage.bucket())
                            .object(item.get().objectName())
                            .build())) {
                        Files.copy(object, file);
                    }
                }
            }
        } catch (ErrorResponseException e) {
            if (!"NoSuchBucket".equals(e.errorResponse().code())) {
                throw e;
            }
        }
        return this;
    }

    /** Asks the copy; each row as its columns, with a bar between them. */
    List<String> ask(String query) throws Exception {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute(TABLES.replace("s3://discord-attachments", folder.toString()));
            List<String> rows = new ArrayList<>();
            statement.execute(query);
            try (ResultSet found = statement.getResultSet()) {
                while (found.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                        row.add(String.valueOf(found.getObject(i)));
                    }
                    rows.add(String.join("|", row));
                }
            }
            return rows;
        }
    }
}
