package org.discordbridge.servers;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * A server in a process of its own, which never outlives this one; one in a JVM not even if this one is killed.
 *
 * <p>Its output goes to {@code output.log} in its directory.
 */
final class ChildProcess {
    private static final Duration START_LIMIT = Duration.ofSeconds(180);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final int TAIL_LINES = 20;

    private final String name;
    private final Path directory;
    private final Path output;
    private final List<String> command;
    private final Map<String, String> environment;
    private final URI ready;
    private Process process;

    /**
     * @param jar what to run, by the main class of its manifest
     * @param ready answers with any status but a server error as soon as the server is up
     */
    ChildProcess(String name, Path directory, Path jar, List<String> options, List<String> arguments, URI ready) {
        this(name, directory, new ArrayList<>(), Map.of(), ready);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        command.addAll(options);
        command.addAll(List.of("-cp", jar + File.pathSeparator + copyLeash()));
        command.addAll(List.of(Leash.class.getName(), mainClass(jar)));
        command.addAll(arguments);
    }

    /**
     * @param command the program and its arguments
     * @param environment what it gets besides this one's
     * @param ready answers with any status but a server error as soon as the server is up
     */
    ChildProcess(String name, Path directory, List<String> command, Map<String, String> environment, URI ready) {
        this.name = name;
        this.directory = directory;
        this.output = directory.resolve("output.log");
        this.command = command;
        this.environment = environment;
        this.ready = ready;
    }

    synchronized void start() {
        if (process != null && process.isAlive()) {
            return;
        }
        long began = System.nanoTime();
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + name + ": " + command.get(0) + " does not run.", e);
        }
        Process started = process;
        AtExit.run(this, started::destroyForcibly);
        while (!Readiness.answers(ready)) {
            if (waitedFor(Duration.ofMillis(25))) {
                throw new IllegalStateException("Cannot start " + name + ": its process ended with "
                        + process.exitValue() + ". It wrote last:\n" + tail());
            }
            if (System.nanoTime() - began > START_LIMIT.toNanos()) {
                kill();
                throw new IllegalStateException("Cannot start " + name + ": " + ready + " did not answer within "
                        + START_LIMIT.toSeconds() + " s. It wrote last:\n" + tail());
            }
        }
    }

    /** Asks the child to end, and ends it if it does not. */
    synchronized void stop() {
        if (process != null) {
            process.destroy();
            if (!waitedFor(STOP_LIMIT)) {
                kill();
            }
            AtExit.forget(this);
        }
    }

    synchronized void kill() {
        if (process != null) {
            process.destroyForcibly();
            waitedFor(STOP_LIMIT);
            AtExit.forget(this);
        }
    }

    /** Stops it in its tracks, until {@link #thaw()}. */
    synchronized void freeze() {
        signal("STOP");
    }

    synchronized void thaw() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            Process sending = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start();
            if (sending.waitFor() != 0) {
                throw new IllegalStateException(
                        "kill -" + signal + " of " + name + " ended with " + sending.exitValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while sending a signal to " + name, e);
        }
    }

    private boolean waitedFor(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + name + ", which was killed.", e);
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(output);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(" + output + " cannot be read: " + e.getMessage() + ")";
        }
    }

    /** Keeps our class path, with its settings and services, out of the child's. */
    private Path copyLeash() {
        String file = Leash.class.getName().replace('.', '/') + ".class";
        Path classes = directory.resolve("leash");
        Path copy = classes.resolve(file);
        try (InputStream in = Leash.class.getClassLoader().getResourceAsStream(file)) {
            Files.createDirectories(copy.getParent());
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String mainClass(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + jar, e);
        }
    }
}
