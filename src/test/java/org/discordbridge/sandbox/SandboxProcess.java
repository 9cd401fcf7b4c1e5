package org.discordbridge.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The sandbox as Maven starts it: in a process of its own, and in a folder of its own, whose routes can be changed. */
final class SandboxProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final String UP = "It stays up until Ctrl-C.";
    private static final String CHAT = "  Chat      ";

    private final List<String> printed = new CopyOnWriteArrayList<>();
    private final Process process;

    private SandboxProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it in an empty folder, with nothing configured, whatever is set around this test: nothing but the port of
     * health, which another sandbox may take at the same time.
     */
    static SandboxProcess start(Path directory) throws IOException {
        copy(directory, Path.of("application.properties"));
        for (String folder : List.of("routes", "schemas")) {
            Files.createDirectory(directory.resolve(folder));
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                for (Path file : files.toList()) {
                    copy(directory, file);
                }
            }
        }
        ProcessBuilder builder = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "-Ddiscordbridge.servers.directory=" + System.getProperty("discordbridge.servers.directory"),
                        "-Dlogback.configurationFile=logback.xml",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "org.discordbridge.servers.ParentWatch",
                        Sandbox.class.getName())
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        try (ServerSocket any = new ServerSocket(0)) {
            builder.environment().put("HTTP_PORT", String.valueOf(any.getLocalPort()));
        }
        SandboxProcess sandbox = new SandboxProcess(builder.start());
        Thread reader = new Thread(sandbox::read, "sandbox-output");
        reader.setDaemon(true);
        reader.start();
        return sandbox;
    }

    private static void copy(Path directory, Path file) throws IOException {
        Files.copy(file, directory.resolve(file));
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(printed::add);
        } catch (IOException | UncheckedIOException ended) {
            // there is nothing more to read
        }
    }

    Process process() {
        return process;
    }

    /** What it has printed so far, line by line. */
    List<String> printed() {
        return printed;
    }

    /** The same as one text. */
    String text() {
        return String.join("\n", printed) + "\n";
    }

    /** Waits until the scene is over. */
    SandboxProcess awaitUp() {
        await(UP);
        return this;
    }

    /** Where it said that the chat page is. */
    String chatUrl() {
        return printed.stream()
                .filter(line -> line.startsWith(CHAT))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No address of a chat page in:\n" + text()))
                .substring(CHAT.length());
    }

    /** Waits until it has printed that line. */
    void await(String line) {
        Awaitility.await(line)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .failFast(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("The sandbox ended and wrote:\n" + text());
                    }
                })
                .until(() -> printed.contains(line));
    }

    /** Types a line and presses Enter. */
    void type(String line) throws IOException {
        Writer keyboard = process.outputWriter(StandardCharsets.UTF_8);
        keyboard.write(line + "\n");
        keyboard.flush();
    }

    /** Ends it and everything that it started, at once. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
