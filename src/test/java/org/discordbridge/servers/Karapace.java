package org.discordbridge.servers;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Karapace as a child process, with its schemas on a topic. */
public final class Karapace implements RegistryServer {
    private final Path directory = Installation.newDirectory("karapace");
    private final String url;
    private final ChildProcess process;

    /** That program, with its schemas on that broker. Not started. */
    public Karapace(Path program, KafkaServer kafka) {
        int port = Ports.free();
        url = "http://127.0.0.1:" + port;
        Map<String, String> settings = Map.of(
                "KARAPACE_BOOTSTRAP_URI",
                kafka.bootstrapServers(),
                "KARAPACE_HOST",
                "127.0.0.1",
                "KARAPACE_PORT",
                String.valueOf(port),
                "KARAPACE_ADVERTISED_HOSTNAME",
                "127.0.0.1",
                "KARAPACE_ADVERTISED_PORT",
                String.valueOf(port),
                "KARAPACE_TOPIC_NAME",
                "_schemas_" + port,
                "KARAPACE_GROUP_ID",
                "karapace-" + port,
                "KARAPACE_KARAPACE_REGISTRY",
                "true",
                "KARAPACE_LOG_LEVEL",
                "INFO");
        process = new ChildProcess(
                "Karapace", directory, List.of(program.toString()), settings, URI.create(url + "/subjects"));
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public void start() {
        process.start();
    }

    @Override
    public void stop() {
        process.stop();
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.kill();
        Installation.delete(directory);
    }
}
