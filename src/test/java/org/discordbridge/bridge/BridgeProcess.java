package org.discordbridge.bridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * One bridge, started as the README says, in a folder that holds copies of the routes, schemas and settings.
 *
 * <p>Its environment holds only what the test gives it. Closing kills it, since an orderly stop takes seconds: tests of that
 * call {@link #stop()}.
 */
public final class BridgeProcess implements AutoCloseable {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath();
    private static final Path JAR = REPOSITORY.resolve("target/discord-bridge.jar");
    /** As in {@code jvm.options}, but found from any folder. */
    private static final String CLASSES = "-XX:SharedArchiveFile=" + REPOSITORY.resolve("target/discord-bridge.jsa");
    /** Kept, to be looked at when a test has failed. */
    private static final Path LOGS = REPOSITORY.resolve("target/bridge-logs");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Duration READY_WITHIN = Duration.ofSeconds(120);
    private static final Duration END_WITHIN = Duration.ofSeconds(30);

    private final Path directory;
    private final Path output;
    private final Map<String, String> settings = new TreeMap<>();
    private final List<String> options = new ArrayList<>(
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:C1MaxInlineSize=12", CLASSES));
    private final List<String> arguments = new ArrayList<>();
    private Process process;

    /** @param directory an empty folder */
    public BridgeProcess(Path directory) {
        this.directory = directory;
        this.output = LOGS.resolve(ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet() + ".log");
        copy(REPOSITORY.resolve("application.properties"), directory.resolve("application.properties"));
        copyFolder("routes");
        copyFolder("schemas");
        copyFolder("rules");
    }

    /** Sets an environment variable of the bridge. */
    public BridgeProcess with(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** An environment variable that it is given. */
    public String setting(String name) {
        return settings.get(name);
    }

    /** Adds an option of the JVM. */
    public BridgeProcess withOption(String option) {
        options.add(option);
        return this;
    }

    /** Replaces text of a route, by the stem of its file, which has to have it. */
    public BridgeProcess withRoute(String stem, String before, String after) {
        Path file = directory.resolve("routes/" + stem + ".camel.yaml");
        try {
            String text = Files.readString(file);
            if (!text.contains(before)) {
                throw new IllegalArgumentException(file + " does not contain: " + before);
            }
            Files.writeString(file, text.replace(before, after));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** What a route waits for is tried again each second, instead of after thirty in the end. */
    public BridgeProcess withoutLongWaits(String route) {
        return withRoute(route, "maximumRedeliveryDelay: \"30000\"", "maximumRedeliveryDelay: \"1000\"");
    }

    /** After a kill, the next consumer gets the partitions after two seconds, instead of ten. */
    public BridgeProcess withEarlyTakeover() {
        return withOption("-Dcamel.component.kafka.sessionTimeoutMs=2000")
                .withOption("-Dcamel.component.kafka.heartbeatIntervalMs=500");
    }

    /** Gives it arguments, instead of letting it run as bridge. */
    public BridgeProcess withArguments(String... given) {
        arguments.clear();
        arguments.addAll(List.of(given));
        return this;
    }

    /** Options of the JVM with which the README starts it. */
    public static List<String> shippedOptions() {
        return List.of("@" + REPOSITORY.resolve("jvm.options"), CLASSES);
    }

    /** Those for newer JVMs, if {@code mvn -Paot} has made what they need; else the same. */
    public static List<String> fastestOptions() {
        Path cache = REPOSITORY.resolve("target/discord-bridge.aot");
        return Runtime.version().feature() >= 25 && Files.exists(cache)
                ? List.of("@" + REPOSITORY.resolve("aot.options"), "-XX:AOTCache=" + cache)
                : shippedOptions();
    }

    /** Runs as the README says, without the options that let many run in tests. */
    public BridgeProcess withShippedOptions() {
        return withOptions(shippedOptions());
    }

    /** Runs with these options of the JVM, and no others. */
    public BridgeProcess withOptions(List<String> given) {
        options.clear();
        options.addAll(given);
        return this;
    }

    /** The id of its process. */
    public long pid() {
        return process.pid();
    }

    /** How much memory it takes up, by the operating system (Linux). */
    public long residentBytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst()
                    .orElse(0L);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it runs. */
    public Path directory() {
        return directory;
    }

    /** Starts it, and does not wait. */
    public BridgeProcess launch() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().clear();
        builder.environment().putAll(settings);
        try {
            Files.createDirectories(LOGS);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Process started = process;
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        return this;
    }

    /** Starts it and waits until its health says that it is ready. */
    public BridgeProcess start() {
        return launch().awaitReady();
    }

    /** Waits until its health says that it is ready. */
    public BridgeProcess awaitReady() {
        Awaitility.await("the bridge is ready")
                .atMost(READY_WITHIN)
                .pollInterval(Duration.ofMillis(50))
                .failFast(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError(
                                "The bridge ended with status " + process.exitValue() + " and wrote:\n" + log());
                    }
                })
                .until(this::isReady);
        return this;
    }

    /** Whether its health says that it is ready. */
    public boolean isReady() {
        try {
            return get("/observe/health/ready").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Asks its HTTP server. */
    public HttpResponse<String> get(String path) {
        return ask("GET", path, "*/*");
    }

    /** Asks the HTTP server of the streams. */
    public HttpResponse<String> getStreams(String path) {
        return ask("GET", "STREAMS_HTTP_PORT", path, "*/*");
    }

    /** Asks its HTTP server for that type of content. */
    HttpResponse<String> ask(String method, String path, String accept) {
        return ask(method, "HTTP_PORT", path, accept);
    }

    /** Asks the HTTP server at the port of that setting. */
    HttpResponse<String> ask(String method, String port, String path, String accept) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + settings.get(port) + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Accept", accept)
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until it ends by itself, and returns its status. */
    public int awaitEnd(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("The bridge did not end within " + atMost + " and wrote:\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Everything it wrote. */
    public String log() {
        try {
            return !Files.exists(output) ? "" : Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has written this. */
    public void awaitLog(String text) {
        Awaitility.await("the bridge writes: " + text)
                .atMost(READY_WITHIN)
                .pollInterval(Duration.ofMillis(50))
                .conditionEvaluationListener(null)
                .until(() -> log().contains(text));
    }

    /** Ends it at once, as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(END_WITHIN);
    }

    /** Asks it to end, and waits. */
    public int stop() {
        process.destroy();
        return awaitEnd(END_WITHIN);
    }

    /** Stops it in its tracks, until {@link #thaw()}. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets it go on. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            int status = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + signal + " ended with status " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            kill();
        }
    }

    private void copyFolder(String name) {
        Path source = REPOSITORY.resolve(name);
        try (Stream<Path> files = Files.list(source)) {
            Files.createDirectories(directory.resolve(name));
            files.forEach(file -> copy(file, directory.resolve(name).resolve(file.getFileName())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
