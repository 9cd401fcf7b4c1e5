package org.discordbridge.servers;

import java.net.URI;
import org.testcontainers.containers.GenericContainer;

/** SeaweedFS in Docker. */
final class S3InContainer implements S3Server {
    static final String IMAGE = "chrislusf/seaweedfs:4.53";

    private static final String ACCESS_KEY = "bridge";
    private static final String SECRET_KEY = "bridge-secret";
    private static final int PORT = 8333;

    private final Container container;

    S3InContainer() {
        Container.requireDocker();
        GenericContainer<?> image = new GenericContainer<>(IMAGE)
                .withExposedPorts(PORT)
                .withEnv("AWS_ACCESS_KEY_ID", ACCESS_KEY)
                .withEnv("AWS_SECRET_ACCESS_KEY", SECRET_KEY)
                .withCommand("server", "-ip.bind=0.0.0.0", "-master.telemetry=false", "-s3", "-s3.port=" + PORT);
        container = new Container("SeaweedFS", image, PORT);
    }

    @Override
    public String url() {
        return "http://" + container.address();
    }

    @Override
    public String accessKey() {
        return ACCESS_KEY;
    }

    @Override
    public String secretKey() {
        return SECRET_KEY;
    }

    @Override
    public void start() {
        container.start(() -> Readiness.answers(URI.create(url() + "/healthz")));
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
    public void freeze() {
        container.freeze();
    }

    @Override
    public void thaw() {
        container.thaw();
    }

    @Override
    public void close() {
        container.close();
    }
}
