package org.discordbridge.archive.topic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A store in a folder, and what DuckDB reads in it. */
final class Tables implements ArchiveReader.Store {
    private final Path folder;

    Tables(Path folder) {
        this.folder = folder;
    }

    @Override
    public synchronized boolean putIfAbsent(String key, String type, byte[] content) {
        Path file = folder.resolve(key);
        try {
            Files.createDirectories(file.getParent());
            if (Files.exists(file)) {
                return false;
            }
            Files.write(file, content);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> keys() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** Asks about the table {@code messages}; each row as its columns, with a bar between them. */
    List<String> ask(String query) throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("create view messages as select * from read_parquet('" + folder
                    + "/archive/messages/*/*/*.parquet', hive_partitioning = true, union_by_name = true,"
                    + " hive_types = {'guild': VARCHAR, 'day': DATE})");
            List<String> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(query)) {
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
