package org.discordbridge.servers;

import java.net.BindException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;

/** A Kafka node, broker and controller in one, inside this JVM. */
final class KafkaInProcess implements KafkaServer {
    private static final int TRIES = 5;

    private final KafkaSettings settings;
    private final Path directory = Installation.newDirectory("kafka");
    private int port;
    private List<Line> lines = List.of();
    private KafkaConfig config;
    private KafkaRaftServer broker;

    KafkaInProcess(KafkaSettings settings) {
        this.settings = settings;
        BrokerLogs.quieten();
        // A broker that cannot go on ends the JVM, and with it the whole test run, unless told otherwise.
        Exit.Procedure refuse = (status, message) -> {
            throw new IllegalStateException("The Kafka broker gave up (" + status + "): " + message);
        };
        Exit.setExitProcedure(refuse);
        Exit.setHaltProcedure(refuse);
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public Map<String, Object> clientSettings() {
        Map<String, Object> client = new HashMap<>();
        client.put("bootstrap.servers", bootstrapServers());
        settings.sasl().ifPresent(sasl -> {
            client.put("security.protocol", "SASL_PLAINTEXT");
            client.put("sasl.mechanism", "PLAIN");
            client.put("sasl.jaas.config", KafkaNode.login(sasl) + ";");
        });
        return client;
    }

    @Override
    public void createTopic(String name, int partitions) {
        Topics.create(clientSettings(), name, partitions);
    }

    @Override
    public synchronized List<Line> lines() {
        return lines;
    }

    @Override
    public synchronized void start() {
        if (broker != null) {
            return;
        }
        boolean first = config == null;
        for (int tries = 1; ; tries++) {
            if (first) {
                lines.forEach(Line::close);
                lines = IntStream.range(0, settings.lines())
                        .mapToObj(line -> Line.to(Ports.free()))
                        .toList();
                KafkaNode node = KafkaNode.format(directory.resolve("try-" + tries), settings, lines);
                port = node.port();
                config = new KafkaConfig(node.settings(), false);
            }
            KafkaRaftServer starting = new KafkaRaftServer(config, Time.SYSTEM);
            try {
                starting.startup();
                broker = starting;
                return;
            } catch (RuntimeException e) {
                starting.shutdown();
                starting.awaitShutdown();
                if (!first || tries == TRIES || !isTaken(e)) {
                    throw new IllegalStateException("Cannot start Kafka on " + bootstrapServers() + ": " + e, e);
                }
            }
        }
    }

    @Override
    public synchronized void stop() {
        if (broker != null) {
            broker.shutdown();
            broker.awaitShutdown();
            broker = null;
        }
    }

    @Override
    public void close() {
        stop();
        lines().forEach(Line::close);
        Installation.delete(directory);
    }

    private static boolean isTaken(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }
}
