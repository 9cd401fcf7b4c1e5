package org.discordbridge.bench;

import java.time.Duration;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.Servers;

/** Starts the servers, measures, and prints the table. */
public final class Bench {
    private Bench() {}

    public static void main(String[] args) throws Exception {
        Scale scale = Scale.fromProperties();
        Table table = new Table();
        long began = System.nanoTime();
        try {
            if (scale.wants("pieces")) {
                new PiecesBench(scale, table).run();
            }
            if (scale.wantsServers()) {
                measure(scale, table);
            }
            Duration time = Duration.ofNanos(System.nanoTime() - began);
            table.note("all in " + time.toMinutes() + " min " + time.toSecondsPart() + " s");
        } finally {
            // what was measured before something failed is worth to be seen as well
            table.lines().forEach(System.out::println);
        }
        System.exit(0);
    }

    private static void measure(Scale scale, Table table) throws Exception {
        try (Servers servers = new Servers()) {
            servers.prepare(KafkaServer.class, RegistryServer.class, S3Server.class);
            try (Arena arena = new Arena(servers)) {
                if (scale.wants("cold")) {
                    new ColdBench(arena, scale, table).run();
                }
                if (scale.wants("firehose")) {
                    new FirehoseBench(arena, scale, table).run();
                }
                if (scale.wants("latency")) {
                    new LatencyBench(arena, scale, table).run();
                }
                if (scale.wants("answers")) {
                    new AnswersBench(arena, scale, table).run();
                }
                if (scale.wants("files")) {
                    new FilesBench(arena, scale, table).run();
                }
                if (scale.wants("start")) {
                    new StartBench(arena, scale, table).run();
                }
                if (scale.wants("growth")) {
                    new GrowthBench(arena, scale, table).run();
                }
                if (scale.wants("bridges")) {
                    new BridgesBench(arena, scale, table).run();
                }
                if (scale.wants("streams")) {
                    new StreamsBench(servers, scale, table).run();
                }
                if (scale.wants("intents")) {
                    new IntentsBench(servers, scale, table).run();
                }
                if (scale.wants("steady")) {
                    new SteadyBench(arena, scale, table).run();
                }
                arena.repeated()
                        .forEach((bot, count) -> table.note(bot + ": " + count + " records were written twice"));
            }
        }
    }
}
