package org.discordbridge.sandbox;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.discordbridge.bridge.Wire;
import org.discordbridge.servers.Servers;
import org.discordbridge.settings.Setting;
import org.discordbridge.settings.Settings;
import org.discordbridge.settings.SettingsException;
import org.discordbridge.simulator.Chat;
import org.slf4j.LoggerFactory;

/**
 * Starts whatever is not configured, then the bridge, plays a scene, and shows what goes where until it is ended.
 *
 * <p>Ends with status 0 on Ctrl-C and SIGTERM, and with the bridge's own status if that ends. Leaves no process behind.
 */
public final class Sandbox {
    private final Paper paper = new Paper(System.out);
    private final Servers servers = new Servers();
    private volatile Bridge bridge;
    private volatile int status;

    private Sandbox() {}

    public static void main(String[] args) {
        // what the broker in this JVM says is for its developers
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        // and that Kafka is away is known to whoever stopped it
        ((Logger) LoggerFactory.getLogger("org.apache.kafka.clients")).setLevel(Level.ERROR);
        Sandbox sandbox = new Sandbox();
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::end, "sandbox-end"));
        sandbox.status = sandbox.run();
        System.exit(sandbox.status);
    }

    private int run() {
        try {
            Configuration configuration = new Configuration(Path.of("").toAbsolutePath(), System.getenv());
            paper.line("Starting what is not configured ...");
            Surroundings around = Surroundings.of(configuration, servers);
            Optional<Scene> scene = around.discord().map(discord -> new Scene(discord, paper));
            Settings settings = around.settings();
            bridge = Bridge.start(
                    configuration.environment(),
                    settings.get(Setting.HTTP_HOST),
                    settings.get(Setting.HTTP_PORT),
                    paper::bridge);
            return bridge.awaitReady() ? show(around, scene) : bridge.status();
        } catch (SettingsException e) {
            paper.line("Cannot start: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError e) {
            paper.line("The sandbox failed: " + e.getMessage());
        }
        return 1;
    }

    private int show(Surroundings around, Optional<Scene> scene) throws InterruptedException {
        Settings settings = around.settings();
        paper.together(() -> addresses(around));
        List<String> topics = Stream.of(
                        Setting.COMMANDS_TOPIC,
                        Setting.RESPONSES_TOPIC,
                        Setting.EVENTS_TOPIC,
                        Setting.RESULTS_TOPIC,
                        Setting.DEAD_LETTERS_TOPIC)
                .map(settings::get)
                .toList();
        // the bridge's own are for nobody else
        Set<String> own = Stream.of(
                        Setting.LEDGER_TOPIC,
                        Setting.WATERMARKS_TOPIC,
                        Setting.PENDING_FILES_TOPIC,
                        Setting.SHARDS_TOPIC)
                .map(settings::get)
                .collect(Collectors.toSet());
        try (Tail tail = new Tail(around.kafka(), new Wire(around.registry()), topics)
                .alsoNew(topic -> !own.contains(topic) && !topic.startsWith("_"))) {
            Live live = new Live(tail, paper);
            if (scene.isPresent()) {
                Bucket bucket =
                        new Bucket(around.s3(), settings.get(Setting.BUCKET_NAME), settings.get(Setting.MINIO_REGION));
                Chat chat = scene.get().discord().chat();
                Outages.of(around).forEach(chat::add);
                new Trace(around, chat, bucket).start();
                scene.get().play(tail, bucket);
                hints(
                        "Open the chat page: write, send files, use commands, and see where it all goes.",
                        "Type a line here and press Enter: Ada says it in #general. /echo TEXT is the slash command.");
                live.follow(bridge, scene.get());
            } else {
                hints("Write in a channel that the bot can see: what arrives on Kafka is shown here.");
                live.follow(bridge);
            }
        }
        return bridge.status();
    }

    private void addresses(Surroundings around) {
        Settings settings = around.settings();
        paper.heading("All is up.");
        around.discord().ifPresent(discord -> paper.item("Chat", discord.chat().url()));
        paper.item(
                "Discord",
                around.discord()
                        .map(discord -> discord.apiUrl() + "  (simulated)")
                        .orElseGet(() -> settings.get(Setting.DISCORD_API_URL) + "  (configured)"));
        paper.item("Kafka", around.kafka().bootstrapServers() + given(around, Setting.KAFKA_BOOTSTRAP_SERVERS, ""));
        paper.item("Registry", around.registry().url() + given(around, Setting.SCHEMA_REGISTRY_URL, ""));
        String keys = "  (keys " + around.s3().accessKey() + " / " + around.s3().secretKey() + ")";
        paper.item("S3", around.s3().url() + given(around, Setting.MINIO_URL, keys));
        paper.item(
                "Bridge",
                "http://" + settings.get(Setting.HTTP_HOST) + ":" + settings.get(Setting.HTTP_PORT)
                        + "/observe/health");
    }

    /** Of what was configured, nothing is shown but where it is. */
    private static String given(Surroundings around, Setting setting, String otherwise) {
        return around.started().contains(setting) ? otherwise : "  (configured)";
    }

    private void hints(String... first) {
        paper.heading("It stays up until Ctrl-C.");
        paper.item("Try", first);
        paper.item("", "Edit a file in routes/ and save it: it takes effect at once, README.md has examples.");
    }

    /** On a signal, beside the hook that ends the servers. */
    private void end() {
        // as it is now: that the bridge ends as well is no failure
        int result = status;
        // and that a broker in this JVM loses its files while it still runs is none of anybody's business
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {});
        if (bridge != null) {
            bridge.stop();
        }
        try {
            for (Thread hook : Thread.getAllStackTraces().keySet()) {
                if ("servers-at-exit".equals(hook.getName())) {
                    hook.join(10_000);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(result);
    }
}
