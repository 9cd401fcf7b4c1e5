package org.discordbridge;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.function.Function;
import org.discordbridge.settings.LibraryFolder;
import org.discordbridge.settings.Settings;
import org.discordbridge.settings.SettingsException;

/** Runs the streams, whose libraries are in a folder of their own beside the jar. */
final class StreamsFolder {
    private static final String ROOM = "org.discordbridge.streams.";
    private static final String ENTRY = ROOM + "Streams";
    private static final String LIBRARY = "org.apache.kafka.streams.KafkaStreams";

    private StreamsFolder() {}

    /**
     * Runs the streams until they end.
     *
     * @return the status of the process
     * @throws SettingsException if the libraries are not there
     */
    static int run(
            String[] arguments,
            Map<String, String> environment,
            Function<Settings, org.apache.camel.main.Main> bridge,
            PrintStream out) {
        ClassLoader classes = LibraryFolder.of("streams", ROOM, LIBRARY, "the streams");
        // Kafka looks up by name what its clients are made of, and threads take this on
        Thread.currentThread().setContextClassLoader(classes);
        try {
            return (int) Class.forName(ENTRY, true, classes)
                    .getMethod("run", String[].class, Map.class, Function.class, PrintStream.class)
                    .invoke(null, arguments, environment, bridge, out);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
