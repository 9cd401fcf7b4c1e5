package org.discordbridge.servers;

import java.net.URI;
import org.testcontainers.containers.MinIOContainer;

/** MinIO in Docker. */
final class S3InContainer implements S3Server {
    static final String IMAGE = "minio/minio:RELEASE.2025-09-07T16-13-09Z";

    private final MinIOContainer image;
    private final Container container;

    S3InContainer() {
        Container.requireDocker();
        image = new MinIOContainer(IMAGE).withUserName("bridge").withPassword("bridge-secret");
        container = new Container("MinIO", image, 9000);
    }

    @Override
    public String url() {
        return "http://" + container.address();
    }

    @Override
    public String accessKey() {
        return image.getUserName();
    }

    @Override
    public String secretKey() {
        return image.getPassword();
    }

    @Override
    public void start() {
        container.start(() -> Readiness.answers(URI.create(url() + "/minio/health/ready")));
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
