package org.discordbridge;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.discordbridge.settings.Settings;
import org.discordbridge.settings.SettingsException;

/**
 * Runs the streams, whose libraries are in a folder of their own beside the jar: the bridge has none of them on its class
 * path.
 */
final class StreamsFolder extends URLClassLoader {
    private static final String FOLDER = "streams";
    private static final String ROOM = "org.discordbridge.streams.";
    private static final String ENTRY = ROOM + "Streams";
    private static final String LIBRARY = "org.apache.kafka.streams.KafkaStreams";

    private StreamsFolder(URL[] jars, ClassLoader parent) {
        super(FOLDER, jars, parent);
    }

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
        ClassLoader classes = classes();
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

    private static ClassLoader classes() {
        ClassLoader ours = StreamsFolder.class.getClassLoader();
        if (ours.getResource(LIBRARY.replace('.', '/') + ".class") != null) {
            return ours;
        }
        List<URL> jars = new ArrayList<>();
        try {
            Path jar = Path.of(StreamsFolder.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path folder = jar.resolveSibling(FOLDER);
            jars.add(jar.toUri().toURL());
            if (!Files.isDirectory(folder)) {
                throw new SettingsException("There is no folder " + folder + ", which has the libraries of the streams:"
                        + " take it from where the jar is from, or build it (mvn package)");
            }
            try (Stream<Path> files = Files.list(folder)) {
                for (Path library : files.filter(file -> file.toString().endsWith(".jar"))
                        .sorted()
                        .toList()) {
                    jars.add(library.toUri().toURL());
                }
            }
        } catch (IOException | URISyntaxException e) {
            throw new SettingsException("The libraries of the streams cannot be read: " + e);
        }
        return new StreamsFolder(jars.toArray(URL[]::new), ours);
    }

    /** Loads the rooms of the streams itself: from the class path, they would not see their libraries. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(ROOM)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                loaded = findClass(name);
            }
            if (resolve) {
                resolveClass(loaded);
            }
            return loaded;
        }
    }
}
