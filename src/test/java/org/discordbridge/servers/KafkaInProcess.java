package org.discordbridge.servers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;

/** A Kafka node, broker and controller in one, inside this JVM. */
final class KafkaInProcess implements KafkaServer {
    private static final int TRIES = 5;

    private final KafkaSettings settings;
    private final Path directory = Installation.newDirectory("kafka");
    private int port;
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
            client.put("sasl.jaas.config", login(sasl) + ";");
        });
        return client;
    }

    @Override
    public void createTopic(String name, int partitions) {
        Topics.create(clientSettings(), name, partitions);
    }

    @Override
    public synchronized void start() {
        if (broker != null) {
            return;
        }
        boolean first = config == null;
        for (int tries = 1; ; tries++) {
            if (first) {
                format(tries);
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
        Installation.delete(directory);
    }

    private void format(int attempt) {
        port = Ports.free();
        Path data = directory.resolve("data-" + attempt);
        Map<String, String> server = serverSettings(port, Ports.free(), data);
        Path file = directory.resolve("server-" + attempt + ".properties");
        Properties properties = new Properties();
        properties.putAll(server);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        String[] command = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
        int status = StorageTool.execute(command, new PrintStream(output, true));
        if (status != 0) {
            throw new IllegalStateException("Cannot format " + data + " for Kafka (" + status + "): " + output);
        }
        config = new KafkaConfig(server, false);
    }

    private Map<String, String> serverSettings(int port, int controllerPort, Path data) {
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
            server.put(
                    "listener.name.client.plain.sasl.jaas.config",
                    login(sasl) + " user_" + sasl.user() + "=\"" + sasl.password() + "\";");
        });
        server.put("log.dirs", data.toString());
        server.put("auto.create.topics.enable", "false");
        server.put("group.initial.rebalance.delay.ms", "0");
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

    private static String login(KafkaSettings.Credentials sasl) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + sasl.user()
                + "\" password=\"" + sasl.password() + "\"";
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
