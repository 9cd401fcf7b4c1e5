package org.discordbridge.streams;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.main.Main;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.StreamsConfig;
import org.discordbridge.avro.RegistryException;
import org.discordbridge.avro.SchemaRegistry;
import org.discordbridge.check.Reason;
import org.discordbridge.check.UnstartedBridge;
import org.discordbridge.delivery.ClientSettings;
import org.discordbridge.delivery.Topics;
import org.discordbridge.log.JavaLogging;
import org.discordbridge.settings.Setting;
import org.discordbridge.settings.Settings;
import org.discordbridge.settings.SettingsException;
import org.discordbridge.streams.activity.ActivityRecords;
import org.discordbridge.streams.page.StreamsServer;
import org.discordbridge.streams.replay.Replay;
import org.discordbridge.streams.rule.Rule;
import org.discordbridge.streams.rule.RuleFile;
import org.discordbridge.streams.rule.RuleFolder;
import org.discordbridge.streams.watch.AlertRecords;
import org.discordbridge.yaml.YamlFileException;
import org.slf4j.LoggerFactory;

/** Starts the streams in the current folder, with the settings of the bridge. */
public final class Streams {
    private Streams() {}

    /**
     * Runs the streams until a signal ends them.
     *
     * @param bridge makes the bridge that a start runs, without starting it
     * @return 1 if they cannot start or fail, 2 if the arguments are not understood
     */
    public static int run(
            String[] arguments, Map<String, String> environment, Function<Settings, Main> bridge, PrintStream out) {
        StreamsArguments order;
        try {
            order = StreamsArguments.of(arguments);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage() + System.lineSeparator() + StreamsArguments.USAGE);
            return 2;
        }
        if (order.replay() != null) {
            // what it prints must not mix with the log
            System.setProperty("LOG_TARGET", "System.err");
            System.setProperty("LOG_FORMAT", "text");
            System.setProperty("LOG_LEVEL", environment.getOrDefault("LOG_LEVEL", "WARN"));
        }
        try {
            Settings settings = Settings.read(Path.of(""), environment);
            StreamsSettings.require(settings.problems());
            if (order.replay() != null) {
                return replay(settings, order, bridge, out);
            }
            // before the first logger is made
            System.setProperty("LOG_FORMAT", settings.get(Setting.LOG_FORMAT));
            System.setProperty("LOG_LEVEL", settings.get(Setting.LOG_LEVEL));
            JavaLogging.install();
            return run(settings, bridge);
        } catch (SettingsException | YamlFileException | KafkaException | RegistryException e) {
            LoggerFactory.getLogger(Streams.class).error("Cannot start the streams: {}", Reason.of(e));
        } catch (Exception e) {
            // a defect, of whatever kind: this is the end of the process
            LoggerFactory.getLogger(Streams.class)
                    .error(
                            "The streams end, and nothing is lost: what they have not committed is read again when they"
                                    + " are started. Please report this as a defect: {}",
                            Reason.of(e),
                            e);
        }
        return 1;
    }

    private static int run(Settings settings, Function<Settings, Main> bridge) throws Exception {
        RuleFolder rules = new RuleFolder(Path.of(settings.get(Setting.RULES)));
        rules.look();
        StreamsTopology.Names names = new StreamsTopology.Names(
                settings.get(Setting.COMMANDS_TOPIC),
                settings.get(Setting.EVENTS_TOPIC),
                settings.get(Setting.ALERTS_TOPIC),
                settings.get(Setting.ACTIVITY_TOPIC),
                settings.get(Setting.DEAD_LETTERS_TOPIC));
        Properties properties;
        StreamsTopology.Parts parts;
        try (UnstartedBridge trial = new UnstartedBridge(settings, bridge, "false")) {
            KafkaComponent kafka = trial.context().getComponent("kafka", KafkaComponent.class);
            properties = StreamsSettings.of(settings, ClientSettings.of(kafka, AdminClientConfig.configNames()));
            trial.beans(Topics.class).iterator().next().create(trial.context());
            SchemaRegistry registry =
                    trial.beans(SchemaRegistry.class).iterator().next();
            Schema alert = schema(settings, "alert.avsc");
            Schema activity = schema(settings, "activity.avsc");
            parts = new StreamsTopology.Parts(
                    registry::byId,
                    rules::rules,
                    StreamsSettings.grace(settings),
                    new LateCount("Rules did not look at", "Raise STREAMS_GRACE if they should"),
                    new LateCount("The figures are without", "They are kept for 25 hours"),
                    new AlertRecords(alert, registry.register(names.alerts() + "-value", alert)),
                    new ActivityRecords(activity, registry.register(names.activity() + "-value", activity)));
        }
        try (StreamsServer server = server(settings)) {
            String self = address(settings, server.port());
            properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, self);
            StreamsLife life = new StreamsLife(properties, names, parts, rules);
            server.start(self, life.served());
            LoggerFactory.getLogger(Streams.class).info("Activity is shown at http://{}/observe/activity", self);
            return life.run();
        }
    }

    private static int replay(
            Settings settings, StreamsArguments order, Function<Settings, Main> bridge, PrintStream out)
            throws Exception {
        RuleFolder inForce = new RuleFolder(Path.of(settings.get(Setting.RULES)));
        inForce.look();
        List<Rule> tried = order.rules() == null ? inForce.rules() : RuleFile.in(order.rules());
        String messages = settings.get(Setting.COMMANDS_TOPIC);
        try (UnstartedBridge trial = new UnstartedBridge(settings, bridge, "false");
                Replay replay = new Replay(
                        ClientSettings.of(
                                trial.context().getComponent("kafka", KafkaComponent.class),
                                ConsumerConfig.configNames()),
                        messages,
                        trial.beans(SchemaRegistry.class).iterator().next()::byId,
                        StreamsSettings.grace(settings),
                        tried,
                        inForce.rules())) {
            Instant from = Instant.now().minus(order.replay());
            replay.run(List.of(messages, settings.get(Setting.EVENTS_TOPIC)), from)
                    .forEach(out::println);
        }
        return 0;
    }

    private static StreamsServer server(Settings settings) {
        String host = settings.get(Setting.HTTP_HOST);
        String port = settings.get(Setting.STREAMS_HTTP_PORT);
        try {
            return new StreamsServer(host, Integer.parseInt(port));
        } catch (IOException e) {
            throw new SettingsException("STREAMS_HTTP_PORT is " + port + ", which cannot be used on " + host + " ("
                    + e.getMessage() + "): end what uses it, or set another. 0 takes any that is free");
        }
    }

    /** Returns the address at which other instances reach this one. */
    private static String address(Settings settings, int port) {
        String given = settings.get(Setting.STREAMS_ADDRESS);
        String host = settings.get(Setting.HTTP_HOST);
        if (!given.isEmpty()) {
            return given;
        }
        try {
            boolean any = InetAddress.getByName(host).isAnyLocalAddress();
            return StreamsServer.address(any ? InetAddress.getLocalHost().getHostName() : host, port);
        } catch (UnknownHostException e) {
            throw new SettingsException("This machine does not know its own name (" + e.getMessage()
                    + "): set STREAMS_ADDRESS to the host:port at which other instances reach this one");
        }
    }

    private static Schema schema(Settings settings, String name) {
        Path file = Path.of(settings.get(Setting.SCHEMAS), name);
        try {
            return new Schema.Parser().parse(Files.readString(file));
        } catch (IOException | RuntimeException e) {
            throw new SettingsException(file + " cannot be read as a schema (" + Reason.of(e)
                    + "): take the one that came" + " with the bridge");
        }
    }
}
