package org.discordbridge.settings;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Loads Camel components that the operator has added: the jars in the folder {@code components}. */
public final class ComponentJars {
    private static final String FOLDER = "components";

    private ComponentJars() {}

    /**
     * Makes a class loader for the jars; empty if there are none.
     *
     * @param directory where the folder is
     * @throws SettingsException if it cannot be read
     */
    public static Optional<ClassLoader> in(Path directory) {
        Path folder = directory.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<URL> jars = new ArrayList<>();
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                jars.add(jar.toUri().toURL());
            }
            // stays open as long as the process: routes may need a class at any time
            return jars.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new URLClassLoader(jars.toArray(URL[]::new), ComponentJars.class.getClassLoader()));
        } catch (IOException e) {
            throw new SettingsException("The folder " + folder + " cannot be read (" + e + "): make it readable, or"
                    + " delete it if no component is to be added");
        }
    }
}
