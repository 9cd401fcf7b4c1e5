package org.discordbridge.servers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka node on this machine, broker and controller in one: its settings, and a directory that is ready for it.
 *
 * @param port of the broker
 * @param settings those of {@code server.properties}
 * @param file the same as a file
 */
record KafkaNode(int port, Map<String, String> settings, Path file) {
    /** A node with ports of its own, and those that lines lead to, whose data will be in that directory. */
    static KafkaNode format(Path directory, KafkaSettings wanted, List<Line> lines) {
        int port = Ports.free();
        Path data = directory.resolve("data");
        Map<String, String> settings = settings(port, Ports.free(), data, wanted, lines);
        Path file = directory.resolve("server.properties");
        Properties properties = new Properties();
        properties.putAll(settings);
        try {
            Files.createDirectories(directory);
            try (Writer writer = Files.newBufferedWriter(file)) {
                properties.store(writer, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        String[] command = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
        int status = StorageTool.execute(command, new PrintStream(output, true));
        if (status != 0) {
            throw new IllegalStateException("Cannot format " + data + " for Kafka (" + status + "): " + output);
        }
        return new KafkaNode(port, settings, file);
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    static String login(KafkaSettings.Credentials sasl) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + sasl.user()
                + "\" password=\"" + sasl.password() + "\"";
    }

    private static String users(KafkaSettings.Credentials sasl) {
        return login(sasl) + " user_" + sasl.user() + "=\"" + sasl.password() + "\";";
    }

    private static String and(String some, String more) {
        return some + "," + more;
    }

    private static Map<String, String> settings(
            int port, int controllerPort, Path data, KafkaSettings settings, List<Line> lines) {
        Map<String, String> server = new HashMap<>();
        server.put("process.roles", "broker,controller");
        server.put("node.id", "1");
        server.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        server.put("controller.listener.names", "CONTROLLER");
        server.put("listeners", "CLIENT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        server.put("advertised.listeners", "CLIENT://127.0.0.1:" + port);
        server.put("inter.broker.listener.name", "CLIENT");
        server.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,CLIENT:PLAINTEXT");
        settings.sasl().ifPresent(sasl -> {
            server.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,CLIENT:SASL_PLAINTEXT");
            server.put("sasl.enabled.mechanisms", "PLAIN");
            server.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
            server.put("listener.name.client.plain.sasl.jaas.config", users(sasl));
        });
        for (int i = 1; i <= lines.size(); i++) {
            // what is advertised to clients of a listener is the listener's: they never leave their line
            Line line = lines.get(i - 1);
            String name = "LINE" + i;
            server.merge("listeners", name + "://127.0.0.1:" + line.target(), KafkaNode::and);
            server.merge("advertised.listeners", name + "://" + line.address(), KafkaNode::and);
            server.merge(
                    "listener.security.protocol.map",
                    name + (settings.sasl().isPresent() ? ":SASL_PLAINTEXT" : ":PLAINTEXT"),
                    KafkaNode::and);
            settings.sasl()
                    .ifPresent(sasl -> server.put(
                            "listener.name." + name.toLowerCase(Locale.ROOT) + ".plain.sasl.jaas.config", users(sasl)));
        }
        server.put("log.dirs", data.toString());
        server.put("auto.create.topics.enable", "false");
        server.put("group.initial.rebalance.delay.ms", "0");
        // so that what a consumer had that was killed is given to another one soon
        server.put("group.min.session.timeout.ms", "500");
        for (String topic : List.of("offsets.topic", "transaction.state.log")) {
            server.put(topic + ".num.partitions", "1");
            server.put(topic + ".replication.factor", "1");
        }
        server.put("transaction.state.log.min.isr", "1");
        server.put("num.network.threads", "2");
        server.put("num.io.threads", "2");
        server.put("background.threads", "2");
        // 128 MB of heap by default
        server.put("log.cleaner.dedupe.buffer.size", "2097152");
        server.putAll(settings.broker());
        return server;
    }
}
