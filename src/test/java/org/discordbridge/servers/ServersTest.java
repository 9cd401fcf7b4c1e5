package org.discordbridge.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.discordbridge.servers.Servers.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.testcontainers.DockerClientFactory;

@Isolated
@Timeout(240)
class ServersTest {

    @Test
    void startsAServerOnceAndClosesIt() {
        String address;
        try (Servers servers = new Servers().prepare(S3Server.class)) {
            S3Server s3 = servers.s3();
            assertThat(servers.s3()).isSameAs(s3);
            address = s3.url();
            assertThat(Readiness.answers(URI.create(address))).isTrue();
        }
        assertThat(Readiness.answers(URI.create(address))).isFalse();
    }

    @Test
    void closesWhatIsStillStarting() {
        List<ProcessHandle> before = ProcessHandle.current().children().toList();
        Servers servers = new Servers().prepare(S3Server.class);

        servers.close();

        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .isSubsetOf(before);
    }

    @Test
    void saysWhatAChildWroteBeforeItEnded(@TempDir Path directory) throws IOException {
        Path jar = Installation.find("s3", "-jar-with-dependencies.jar");
        Path settings = Files.writeString(directory.resolve("empty.conf"), "");
        ChildProcess child = new ChildProcess(
                "S3",
                directory,
                jar,
                List.of(),
                List.of("--properties", settings.toString()),
                URI.create("http://127.0.0.1:" + Ports.free()));

        assertThatThrownBy(child::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Cannot start S3: its process ended with 1. It wrote last:\n")
                .hasMessageContaining("jclouds.provider");
    }

    @Test
    void saysWhereAMissingServerComesFrom() {
        assertThatThrownBy(() -> Installation.find("nobody", ".jar"))
                .hasMessageStartingWith("Cannot start the nobody server: found 0 files *.jar in ")
                .hasMessageEndingWith("not 1. Run `mvn clean process-test-resources`, which fetches it, or name the"
                        + " directory by -Ddiscordbridge.servers.directory.");
    }

    @Test
    void saysThatContainersNeedDocker() {
        assumeThat(DockerClientFactory.instance().isDockerAvailable()).isFalse();
        try (Servers servers = new Servers(Source.CONTAINERS)) {
            assertThatThrownBy(servers::kafka)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("-Dservices=containers needs Docker, and no Docker answers. Start Docker, or leave the"
                            + " option out: the servers then run as processes.");
        }
    }

    @Test
    void worksInContainersToo() {
        assumeThat(DockerClientFactory.instance().isDockerAvailable()).isTrue();
        try (Servers servers =
                new Servers(Source.CONTAINERS).prepare(KafkaServer.class, RegistryServer.class, S3Server.class)) {
            servers.kafka().createTopic("contained", 1);
            for (Server server : List.of(servers.kafka(), servers.registry(), servers.s3())) {
                server.stop();
                server.start();
            }
            servers.kafka().createTopic("contained-again", 1);
        }
    }

    @Test
    void handsOutEachPortOnce() {
        assertThat(List.of(Ports.free(), Ports.free(), Ports.free()))
                .doesNotHaveDuplicates()
                .allMatch(port -> port >= 20_000 && port < 32_000);
    }
}
