package org.discordbridge.servers;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Apicurio Registry as a child process, with its schemas in an H2 file. */
final class RegistryProcess implements RegistryServer {
    private final Path directory = Installation.newDirectory("registry");
    private final String url;
    private final ChildProcess process;

    RegistryProcess() {
        int port = Ports.free();
        url = "http://127.0.0.1:" + port + "/apis/ccompat/v7";
        List<String> options = List.of(
                "-Xmx192m",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.http.access-log.enabled=false",
                // WRITE_DELAY: what is acknowledged survives a kill
                "-Dapicurio.datasource.url=jdbc:h2:file:" + directory.resolve("schemas") + ";WRITE_DELAY=0");
        Path jar = Installation.find("registry", "-runner.jar");
        process = new ChildProcess("the registry", directory, jar, options, List.of(), URI.create(url + "/subjects"));
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
