package org.discordbridge.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class LeashTest {
    private Process parent;
    private List<ProcessHandle> children = List.of();

    @AfterEach
    void leaveNothingBehind() {
        children.forEach(ProcessHandle::destroyForcibly);
        parent.destroyForcibly();
    }

    @Test
    void serversEndWhenTheirParentIsKilled() throws Exception {
        BufferedReader output = startParent("RegistryServer", "S3Server");
        assertThat(output.readLine()).isEqualTo("up");
        children = parent.descendants().toList();
        assertThat(children).hasSize(2).allMatch(LeashTest::runs);

        parent.destroyForcibly();

        awaitNoChildren();
    }

    @Test
    void serversEndWhenTheirParentIsAskedToEnd() throws Exception {
        BufferedReader output = startParent("S3Server");
        assertThat(output.readLine()).isEqualTo("up");
        children = parent.descendants().toList();
        assertThat(children).hasSize(1).allMatch(LeashTest::runs);

        parent.destroy();

        awaitNoChildren();
    }

    @Test
    void serversEndWhenTheirParentHasNothingLeftToDo() throws Exception {
        BufferedReader output = startParent("S3Server", "then-exit");
        assertThat(output.readLine()).isEqualTo("up");
        children = parent.descendants().toList();
        assertThat(children).hasSize(1);

        parent.getOutputStream().close();

        awaitNoChildren();
        assertThat(parent.waitFor()).isZero();
    }

    @Test
    void whoNeedsStandardInputWatchesItsParentInstead() throws Exception {
        BufferedReader output = startParent("watching-child");
        assertThat(output.readLine()).isEqualTo("up");
        children = parent.descendants().toList();
        assertThat(children).hasSize(1).allMatch(LeashTest::runs);

        parent.destroyForcibly();

        awaitNoChildren();
    }

    private void awaitNoChildren() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(children).noneMatch(LeashTest::runs));
    }

    /** An ended process that nobody reaps, as under a container's first process, is "alive" but has no command. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private BufferedReader startParent(String... arguments) throws IOException {
        parent = java(Parent.class, arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return parent.inputReader();
    }

    private static ProcessBuilder java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx64m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        String servers = System.getProperty(Installation.PROPERTY);
        if (servers != null) {
            command.add("-D" + Installation.PROPERTY + "=" + servers);
        }
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** The JVM that starts the servers and is then done away with. */
    static final class Parent {
        public static void main(String[] arguments) throws Exception {
            List<String> wanted = List.of(arguments);
            Servers servers = new Servers();
            if (wanted.contains("RegistryServer")) {
                servers.prepare(RegistryServer.class);
            }
            if (wanted.contains("S3Server")) {
                servers.s3();
            }
            if (wanted.contains("RegistryServer")) {
                servers.registry();
            }
            if (wanted.contains("watching-child")) {
                Process child = java(ParentWatch.class, Waiting.class.getName()).start();
                child.inputReader().readLine();
            }
            System.out.println("up");
            if (wanted.contains("then-exit")) {
                System.in.read();
            } else {
                new CountDownLatch(1).await();
            }
        }
    }

    /** A child that would live for ever. */
    public static final class Waiting {
        public static void main(String[] arguments) throws Exception {
            System.out.println("up");
            new CountDownLatch(1).await();
        }
    }
}
