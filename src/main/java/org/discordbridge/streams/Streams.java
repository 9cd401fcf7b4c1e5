package org.discordbridge.streams;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.main.Main;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
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
import org.discordbridge.streams.rule.RuleFolder;
import org.discordbridge.streams.watch.AlertRecords;
import org.slf4j.LoggerFactory;

/** Starts the streams in the current folder, with the settings of the bridge. */
public final class Streams {
    private static final String ALERT = "alert.avsc";

    private Streams() {}

    /**
     * Runs the streams until a signal ends them.
     *
     * @param bridge makes the bridge that a start runs, without starting it
     * @return 1 if they cannot start or fail, 2 if the arguments are not understood
     */
    public static int run(
            String[] arguments, Map<String, String> environment, Function<Settings, Main> bridge, PrintStream out) {
        if (arguments.length > 0) {
            out.println("Unknown: " + String.join(" ", arguments) + System.lineSeparator()
                    + "Usage: --streams runs the streams in the current folder until they are ended");
            return 2;
        }
        try {
            Settings settings = Settings.read(Path.of(""), environment);
            StreamsSettings.require(settings.problems());
            // before the first logger is made
            System.setProperty("LOG_FORMAT", settings.get(Setting.LOG_FORMAT));
            System.setProperty("LOG_LEVEL", settings.get(Setting.LOG_LEVEL));
            JavaLogging.install();
            return run(settings, bridge);
        } catch (SettingsException | KafkaException | RegistryException e) {
            LoggerFactory.getLogger(Streams.class).error("Cannot start the streams: {}", Reason.of(e));
        } catch (Exception e) {
            LoggerFactory.getLogger(Streams.class).error("Cannot start the streams: {}", Reason.of(e), e);
        }
        return 1;
    }

    private static int run(Settings settings, Function<Settings, Main> bridge) throws Exception {
        RuleFolder rules = new RuleFolder(Path.of(settings.get(Setting.RULES)));
        rules.look();
        LateCount late = new LateCount();
        StreamsTopology.Names names = new StreamsTopology.Names(
                settings.get(Setting.COMMANDS_TOPIC),
                settings.get(Setting.EVENTS_TOPIC),
                settings.get(Setting.ALERTS_TOPIC),
                settings.get(Setting.DEAD_LETTERS_TOPIC));
        Properties properties;
        StreamsTopology.Parts parts;
        try (UnstartedBridge trial = new UnstartedBridge(settings, bridge, "false")) {
            KafkaComponent kafka = trial.context().getComponent("kafka", KafkaComponent.class);
            properties = StreamsSettings.of(settings, ClientSettings.of(kafka, AdminClientConfig.configNames()));
            trial.beans(Topics.class).iterator().next().create(trial.context());
            SchemaRegistry registry =
                    trial.beans(SchemaRegistry.class).iterator().next();
            Schema alert = schema(settings, ALERT);
            int id = registry.register(names.alerts() + "-value", alert);
            parts = new StreamsTopology.Parts(
                    registry::byId, rules::rules, StreamsSettings.grace(settings), late, new AlertRecords(alert, id));
        }
        return new StreamsLife(properties, names, parts, rules).run();
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
