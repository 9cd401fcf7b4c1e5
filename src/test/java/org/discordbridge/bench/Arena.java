package org.discordbridge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.discordbridge.bridge.BridgeProcess;
import org.discordbridge.bridge.Stage;
import org.discordbridge.servers.Servers;

/** The servers and the load, among which bots are measured. */
final class Arena implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration OFTEN = Duration.ofMillis(2);

    final Servers servers;
    final Topics topics;
    final LoadProcess load = new LoadProcess();
    private final Path directory = Files.createTempDirectory("bench");
    private final Path jar = HandJar.in(directory);
    private final Map<String, Long> repeated = new TreeMap<>();
    private int bots;

    Arena(Servers servers) throws IOException {
        this.servers = servers;
        this.topics = new Topics(servers.kafka());
    }

    /** A bridge that begins to start, with all that is shipped. */
    BridgeBot bridge(LoadProcess.Discord discord, boolean compressed) throws IOException {
        return bridge(discord, compressed, process -> {});
    }

    /** Changes something before the start. */
    @FunctionalInterface
    interface Change {
        void of(BridgeProcess process) throws IOException;
    }

    BridgeBot bridge(LoadProcess.Discord discord, boolean compressed, Change change) throws IOException {
        Stage stage = Stage.on(servers.kafka(), servers.registry(), servers.s3());
        // as if it had run here before
        Stream.of(
                        stage.commands(),
                        stage.responses(),
                        stage.events(),
                        stage.results(),
                        stage.ledger(),
                        stage.watermarks(),
                        stage.deadLetters(),
                        stage.pendingFiles())
                .forEach(topic -> servers.kafka().createTopic(topic, 1));
        topics.createTimed(stage.shards());
        long[] began = {0};
        BridgeProcess process = launched(stage, discord, compressed, made -> {
            change.of(made);
            began[0] = Load.micros();
        });
        return new BridgeBot(discord, stage, process, began[0], topics);
    }

    /** Another bridge beside that one, with the same settings, that begins to start. */
    BridgeProcess beside(BridgeBot bridge, Change change) throws IOException {
        return launched(bridge.stage(), bridge.discord(), true, change);
    }

    private BridgeProcess launched(Stage stage, LoadProcess.Discord discord, boolean compressed, Change change)
            throws IOException {
        Path folder = Files.createDirectory(directory.resolve("bridge-" + ++bots));
        BridgeProcess process = stage.bridge(folder)
                .withOptions(BridgeProcess.fastestOptions())
                .with("DISCORD_TOKEN", discord.token())
                .with("DISCORD_API_URL", discord.apiUrl())
                .with("DISCORD_CDN_HOSTS", discord.cdnHost())
                .with("DISCORD_COMPRESS", String.valueOf(compressed))
                .with("DISCORD_SHARDS", String.valueOf(discord.shards()));
        change.of(process);
        return process.launch();
    }

    /** One by hand that begins to start. */
    HandBot hand(LoadProcess.Discord discord, boolean compressed) throws IOException {
        return hand("by hand", java(ByHandBot.class), discord, compressed, Map.of());
    }

    /** One by hand that stores files in that bucket. */
    HandBot handWithFiles(LoadProcess.Discord discord, String bucket) throws IOException {
        Map<String, String> store = Map.of(
                "MINIO_URL", servers.s3().url(),
                "MINIO_ACCESS_KEY", servers.s3().accessKey(),
                "MINIO_SECRET_KEY", servers.s3().secretKey(),
                "BUCKET_NAME", bucket);
        return hand("by hand", java(ByHandBot.class), discord, true, store);
    }

    /** One by hand in JavaScript that begins to start. */
    HandBot discordJs(LoadProcess.Discord discord) throws IOException {
        return hand("discord.js", DiscordJs.command(), discord, false, Map.of());
    }

    private HandBot hand(
            String label,
            List<String> command,
            LoadProcess.Discord discord,
            boolean compressed,
            Map<String, String> more)
            throws IOException {
        String name = "hand-" + ++bots;
        servers.kafka().createTopic(name + ".commands", 1);
        servers.kafka().createTopic(name + ".responses", 1);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(directory.resolve(name + ".log").toFile());
        Map<String, String> settings = builder.environment();
        settings.keySet().retainAll(List.of("PATH"));
        settings.putAll(more);
        long began = Load.micros();
        return new HandBot(discord, start(builder, discord, compressed, name), began, label, name, topics);
    }

    /** One that only counts. */
    HandBot counter(LoadProcess.Discord discord, boolean compressed) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(java(ByHandCounter.class));
        builder.environment().clear();
        long began = Load.micros();
        return new HandBot(discord, start(builder, discord, compressed, "counter"), began, "JDA alone", null, topics);
    }

    private List<String> java(Class<?> main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // heap and collector are those of the bridge; the rest of its options is part of what it ships
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx256m"));
        command.addAll(List.of("-cp", jar.toString(), main.getName()));
        return command;
    }

    private Process start(ProcessBuilder builder, LoadProcess.Discord discord, boolean compressed, String name)
            throws IOException {
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, String> settings = builder.environment();
        settings.put("DISCORD_TOKEN", discord.token());
        settings.put("DISCORD_API_URL", discord.apiUrl());
        settings.put("DISCORD_GATEWAY_URL", discord.gatewayUrl());
        settings.put("DISCORD_COMPRESS", String.valueOf(compressed));
        settings.put("DISCORD_SHARDS", String.valueOf(discord.shards()));
        settings.put("KAFKA_BOOTSTRAP_SERVERS", servers.kafka().bootstrapServers());
        settings.put("SCHEMA_REGISTRY_URL", servers.registry().url());
        settings.put("SCHEMA", "schemas/message.avsc");
        settings.put("COMMANDS_TOPIC", name + ".commands");
        settings.put("RESPONSES_TOPIC", name + ".responses");
        settings.put("RESPONSES_GROUP", name);
        return builder.start();
    }

    /** Waits until it takes messages and, for what reads answers, until it does. */
    void awaitReady(Bot bot) {
        bot.discord().awaitReady();
        // a message that goes all the way
        flood(bot, 1);
        if (bot instanceof BridgeBot bridge) {
            bridge.process().awaitReady();
        }
    }

    /** Lets somebody write so many messages as fast as they are read; returns the seconds until the last is done. */
    double flood(Bot bot, int count) {
        return seconds(bot, count, () -> bot.discord().flood(count));
    }

    /** Does the same, and takes down how fast it was and what the bot used. */
    void measureFlood(Bot bot, int count, Result result) {
        double cpu = bot.meter().cpuSeconds();
        double seconds = flood(bot, count);
        result.add("messages/s", count / seconds);
        result.add("CPU µs a message", (bot.meter().cpuSeconds() - cpu) * 1e6 / count);
        result.add("resident MB", bot.meter().residentMegabytes());
    }

    /** Lets somebody post so many files; returns the seconds until the last record is there. */
    double files(Bot bot, int count, int size) {
        return seconds(bot, count, () -> bot.discord().files(count, size));
    }

    private double seconds(Bot bot, int count, Runnable act) {
        long before = bot.done();
        long began = System.nanoTime();
        act.run();
        long more = await(bot::done, before + count, bot) - before - count;
        if (more > 0) {
            repeated.merge(bot.toString(), more, Long::sum);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    /** How many records were written more than once, by the bots that did so. */
    Map<String, Long> repeated() {
        return repeated;
    }

    /** Waits until a number is reached, and stands still if it is passed; returns it. */
    static long await(LongSupplier number, long wanted, Object what) {
        return await(number, wanted, what, OFTEN);
    }

    /** The same, looking at it so often. */
    static long await(LongSupplier number, long wanted, Object what, Duration interval) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long now = number.getAsLong();
        while (now < wanted) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(what + " came to " + now + " of " + wanted + " and no further");
            }
            LockSupport.parkNanos(interval.toNanos());
            now = number.getAsLong();
        }
        long before = wanted;
        while (now > before) {
            before = now;
            rest(Duration.ofSeconds(1));
            now = number.getAsLong();
        }
        return now;
    }

    /** Lets time pass. */
    static void rest(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() {
        topics.close();
        load.close();
        try (var files = Files.walk(directory)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException leftInTheTemporaryFolder) {
            // the system clears it
        }
    }
}
