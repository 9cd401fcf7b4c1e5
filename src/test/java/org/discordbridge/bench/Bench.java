package org.discordbridge.bench;

import java.util.List;
import java.util.Set;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.Servers;

/** Starts the servers, measures, and prints the table. */
public final class Bench {
    private Bench() {}

    /** @param args names of the rows to measure, such as {@code files}; all if there are none */
    public static void main(String[] args) throws Exception {
        Set<String> wanted = Set.of(args);
        Table table = new Table();
        try (Servers servers = new Servers()) {
            servers.prepare(KafkaServer.class, RegistryServer.class, S3Server.class);
            if (wanted.isEmpty() || wanted.contains("files")) {
                new FilesBench(servers, table).run();
            }
        }
        List<String> lines = table.lines();
        lines.forEach(System.out::println);
    }
}
