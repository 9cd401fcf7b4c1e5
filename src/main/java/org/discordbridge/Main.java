package org.discordbridge;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.discordbridge.check.BridgeCheck;
import org.discordbridge.check.HeadStart;
import org.discordbridge.check.RouteFiles;
import org.discordbridge.deadletter.DeadLetters;
import org.discordbridge.log.JavaLogging;
import org.discordbridge.reload.RouteReload;
import org.discordbridge.settings.ComponentJars;
import org.discordbridge.settings.Setting;
import org.discordbridge.settings.Settings;
import org.discordbridge.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the bridge in the current folder, and ends it with status 1 if it cannot start or Discord ends it. */
public final class Main {
    /** Name of Netty's switch that makes it work without {@code sun.misc.Unsafe}. */
    private static final String NO_UNSAFE = "io.netty.noUnsafe";

    private static final int UNSAFE_IS_TOLD_SINCE = 24;
    private static final String USAGE = """
            Usage: java -jar discord-bridge.jar [OPTION]
              (nothing)             runs the bridge in the current folder
              --check               says whether it can start here, and what to do if it cannot; changes nothing
              --dead-letters list   shows dead letters; --dead-letters alone prints its options
              --dead-letters replay sends them again
              --streams             runs the streams instead: rules that watch what goes on, src/main/docs/streams.md
              --streams --replay 7d says what the rules would have said since then
              --help                prints this
            Settings: src/main/docs/settings.md and .env.example.""";

    private Main() {}

    public static void main(String[] args) {
        if (Runtime.version().feature() >= UNSAFE_IS_TOLD_SINCE && System.getProperty(NO_UNSAFE) == null) {
            // otherwise the JVM prints a warning between the lines of the log
            System.setProperty(NO_UNSAFE, "true");
        }
        System.exit(args.length == 0 ? run() : command(args));
    }

    private static int command(String[] args) {
        if ("--streams".equals(args[0])) {
            String[] rest = Arrays.copyOfRange(args, 1, args.length);
            try {
                return StreamsFolder.run(rest, System.getenv(), Main::bridge, System.out);
            } catch (SettingsException e) {
                LoggerFactory.getLogger(Main.class).error("Cannot start: {}", e.getMessage());
                return 1;
            }
        }
        // the command's output must not mix with the log; set before the first logger is made
        System.setProperty("LOG_TARGET", "System.err");
        System.setProperty("LOG_FORMAT", "text");
        System.setProperty("LOG_LEVEL", System.getenv().getOrDefault("LOG_LEVEL", "WARN"));
        if ("--check".equals(args[0]) && args.length == 1) {
            return BridgeCheck.run(System.getenv(), Main::bridge, System.out);
        }
        if ("--dead-letters".equals(args[0])) {
            String[] rest = Arrays.copyOfRange(args, 1, args.length);
            return DeadLetters.run(rest, System.getenv(), Main::bridge, System.out);
        }
        if ("--help".equals(args[0])) {
            System.out.println(USAGE);
            return 0;
        }
        System.err.println("Unknown: " + String.join(" ", args) + System.lineSeparator() + USAGE);
        return 2;
    }

    private static int run() {
        try {
            Settings settings = Settings.load(Path.of(""), System.getenv());
            // before the first logger is made
            System.setProperty("LOG_FORMAT", settings.get(Setting.LOG_FORMAT));
            System.setProperty("LOG_LEVEL", settings.get(Setting.LOG_LEVEL));
            JavaLogging.install();
            settings.doubts()
                    .forEach(doubt -> LoggerFactory.getLogger(Settings.class).warn(doubt));
            run(settings);
        } catch (SettingsException e) {
            if (!Set.of("keyvalue", "json").contains(System.getenv().getOrDefault("LOG_FORMAT", ""))) {
                System.setProperty("LOG_FORMAT", "text");
            }
            LoggerFactory.getLogger(Main.class).error("Cannot start: {}", e.getMessage());
        }
        return 1;
    }

    /**
     * Runs the bridge until it stops. Returns only after a failure, which was logged; a signal ends the JVM by itself.
     */
    private static void run(Settings settings) {
        try {
            org.apache.camel.main.Main camel = bridge(settings);
            RouteReload.attach(camel, settings, Main::bridge);
            camel.addMainListener(new HeadStart());
            camel.run();
        } catch (Exception e) {
            Logger log = LoggerFactory.getLogger(Main.class);
            log.error(RouteFiles.reasonOfStart(settings, Main::bridge, e), log.isDebugEnabled() ? e : null);
        }
    }

    private static org.apache.camel.main.Main bridge(Settings settings) {
        org.apache.camel.main.Main camel = new org.apache.camel.main.Main();
        camel.setPropertyPlaceholderLocations("file:application.properties");
        camel.setInitialProperties(settings.absent());
        camel.setOverrideProperties(settings.fromDotenv());
        ComponentJars.in(Path.of(""))
                .ifPresent(jars -> camel.addMainListener(new MainListenerSupport() {
                    @Override
                    public void beforeInitialize(BaseMainSupport main) {
                        main.getCamelContext().setApplicationContextClassLoader(jars);
                    }
                }));
        return camel;
    }
}
