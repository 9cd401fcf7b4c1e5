package org.discordbridge.servers;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/**
 * A server in Docker, on a port that stays the same when it is stopped and started.
 *
 * <p>Testcontainers' own {@code stop} removes the container and its data, so Docker is asked directly.
 */
final class Container {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final String name;
    private final GenericContainer<?> container;
    private final int port = Ports.free();
    private boolean created;
    private boolean up;

    /** Publishes this port of the container on a free port of the machine. */
    Container(String name, GenericContainer<?> container, int innerPort) {
        this.name = name;
        this.container = container;
        container.setPortBindings(List.of(port + ":" + innerPort));
    }

    /** Fails, saying why, where there is no Docker. */
    static void requireDocker() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException("-D" + Servers.PROPERTY + "=containers needs Docker, and no Docker answers."
                    + " Start Docker, or leave the option out: the servers then run as processes.");
        }
    }

    String address() {
        return container.getHost() + ":" + port;
    }

    /** Returns when {@code ready} says so. */
    synchronized void start(Callable<Boolean> ready) {
        if (up) {
            return;
        }
        if (!created) {
            container.start();
            created = true;
        } else {
            container
                    .getDockerClient()
                    .startContainerCmd(container.getContainerId())
                    .exec();
        }
        up = true;
        Awaitility.await(name + " in Docker").atMost(START_LIMIT).until(ready);
    }

    synchronized void stop() {
        if (up) {
            container
                    .getDockerClient()
                    .stopContainerCmd(container.getContainerId())
                    .exec();
            up = false;
        }
    }

    synchronized void kill() {
        if (up) {
            container
                    .getDockerClient()
                    .killContainerCmd(container.getContainerId())
                    .exec();
            up = false;
        }
    }

    synchronized void freeze() {
        container
                .getDockerClient()
                .pauseContainerCmd(container.getContainerId())
                .exec();
    }

    synchronized void thaw() {
        container
                .getDockerClient()
                .unpauseContainerCmd(container.getContainerId())
                .exec();
    }

    synchronized void close() {
        container.stop();
        up = false;
    }
}
