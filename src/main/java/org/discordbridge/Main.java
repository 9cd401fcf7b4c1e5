package org.discordbridge;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.discordbridge.settings.Settings;
import org.discordbridge.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the bridge in the current folder, and ends it with status 1 if it cannot start or Discord ends it. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final String OURS = "Cannot start";

    private Main() {}

    public static void main(String[] args) {
        System.exit(run());
    }

    private static int run() {
        try {
            Settings settings = Settings.load(Path.of(""), System.getenv());
            org.apache.camel.main.Main camel = new org.apache.camel.main.Main();
            camel.setPropertyPlaceholderLocations("file:application.properties");
            camel.setOverrideProperties(settings.fromDotenv());
            camel.run();
            // a signal ends the JVM by itself: who comes here was stopped by a failure, which was logged
            return 1;
        } catch (SettingsException e) {
            LOG.error("Cannot start: {}", e.getMessage());
        } catch (Exception e) {
            LOG.error(oneLine(e), LOG.isDebugEnabled() ? e : null);
        }
        return 1;
    }

    /** The most telling message of a chain of causes: one of ours, else the innermost. */
    private static String oneLine(Throwable failure) {
        Optional<String> ours = causes(failure)
                .map(Throwable::getMessage)
                .filter(message -> message != null && message.startsWith(OURS))
                .findFirst();
        Throwable innermost = causes(failure).reduce((outer, inner) -> inner).orElse(failure);
        return ours.orElseGet(() -> OURS + ": "
                        + (innermost.getMessage() == null
                                ? innermost.getClass().getSimpleName()
                                : innermost.getMessage()))
                .replaceAll("\\s+", " ");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, t -> t != null, Throwable::getCause);
    }
}
