package org.discordbridge.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.discordbridge.Main;

/** The bridge in a JVM of its own, which ends when this one does, whichever way that is. */
final class Bridge {
    /** Ends the child as soon as the pipe to its standard input breaks. */
    private static final String LEASH = "org.discordbridge.servers.Leash";

    private static final Duration END_WITHIN = Duration.ofSeconds(12);

    private final Process process;
    private final Thread reader;
    private final String health;

    private Bridge(Process process, Thread reader, String health) {
        this.process = process;
        this.reader = reader;
        this.health = health;
    }

    /**
     * Starts it in the current folder, and does not wait.
     *
     * @param environment all of its environment
     * @param output gets each line that it writes
     */
    static Bridge start(Map<String, String> environment, String host, String port, Consumer<String> output) {
        ProcessBuilder builder = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=logback.xml",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        LEASH,
                        Main.class.getName())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            Thread reader = new Thread(() -> read(process, output), "bridge-output");
            reader.setDaemon(true);
            reader.start();
            return new Bridge(process, reader, "http://" + host + ":" + port + "/observe/health/ready");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(Process process, Consumer<String> output) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(output);
        } catch (IOException | UncheckedIOException ended) {
            // there is nothing more to read
        }
    }

    /** Waits until it says that it is ready; false if it has ended instead. */
    boolean awaitReady() throws InterruptedException {
        while (!isReady()) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    private boolean isReady() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(health).toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Its exit status, once it has ended and all that it wrote was read. */
    int status() throws InterruptedException {
        reader.join(END_WITHIN.toMillis());
        return process.exitValue();
    }

    /** Asks it to end, and ends it if it does not. */
    void stop() {
        process.destroy();
        try {
            if (process.waitFor(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
