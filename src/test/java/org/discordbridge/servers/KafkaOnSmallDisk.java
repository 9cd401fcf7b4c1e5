package org.discordbridge.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A Kafka node whose files cannot grow beyond a limit: to it, that is a disk that is full, and it ends itself. In a JVM of
 * its own, under a shell that sets the limit.
 */
public final class KafkaOnSmallDisk implements KafkaServer {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final Path directory = Installation.newDirectory("kafka-small");
    private final KafkaNode node = KafkaNode.format(directory, KafkaSettings.defaults(), List.of());
    private String limit;
    private Process process;

    /** @param kilobytes how large a file may become */
    public KafkaOnSmallDisk(int kilobytes) {
        limit = String.valueOf(kilobytes);
        AtExit.run(this, this::close);
        start();
    }

    /** Takes effect with the next start. */
    public void enlarge() {
        limit = "unlimited";
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    @Override
    public String bootstrapServers() {
        return node.bootstrapServers();
    }

    @Override
    public Map<String, Object> clientSettings() {
        return Map.of("bootstrap.servers", bootstrapServers());
    }

    @Override
    public void createTopic(String name, int partitions) {
        Topics.create(clientSettings(), name, partitions);
    }

    @Override
    public synchronized void start() {
        if (isAlive()) {
            return;
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                "bash",
                "-c",
                "ulimit -f " + limit + "; exec \"$0\" \"$@\"",
                java,
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                "kafka.Kafka",
                node.file().toString());
        try {
            process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await("Kafka on " + bootstrapServers())
                .atMost(Duration.ofSeconds(60))
                .until(() -> answers(node.port()));
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public synchronized void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        AtExit.forget(this);
        stop();
        Installation.delete(directory);
    }
}
