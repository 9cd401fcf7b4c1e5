package org.discordbridge.servers;

import java.net.URI;
import org.testcontainers.containers.GenericContainer;

/** Apicurio Registry in Docker, with its schemas in an H2 file. */
final class RegistryInContainer implements RegistryServer {
    static final String IMAGE = "apicurio/apicurio-registry:3.0.9";

    private final Container container;

    RegistryInContainer() {
        Container.requireDocker();
        GenericContainer<?> image = new GenericContainer<>(IMAGE)
                .withExposedPorts(8080)
                .withEnv("APICURIO_DATASOURCE_URL", "jdbc:h2:file:/tmp/schemas;WRITE_DELAY=0");
        container = new Container("the registry", image, 8080);
    }

    @Override
    public String url() {
        return "http://" + container.address() + "/apis/ccompat/v7";
    }

    @Override
    public void start() {
        container.start(() -> Readiness.answers(URI.create(url() + "/subjects")));
    }

    @Override
    public void stop() {
        container.stop();
    }

    @Override
    public void kill() {
        container.kill();
    }

    @Override
    public void close() {
        container.close();
    }
}
