package org.discordbridge.settings;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Loads rooms of the bridge whose libraries are in a folder of their own beside the jar: the bridge has none of them on
 * its class path. Stays open as long as the process.
 */
public final class LibraryFolder extends URLClassLoader {
    private final String rooms;

    private LibraryFolder(String folder, URL[] jars, ClassLoader parent, String rooms) {
        super(folder, jars, parent);
        this.rooms = rooms;
    }

    /**
     * Makes a class loader for rooms and their libraries; if these are on the class path already, returns that of the
     * bridge.
     *
     * @param folder its name
     * @param rooms what the names of the rooms' classes begin with
     * @param library a class of the libraries
     * @param users who they are for, such as "the streams"
     * @throws SettingsException if the libraries are not there
     */
    public static ClassLoader of(String folder, String rooms, String library, String users) {
        ClassLoader ours = LibraryFolder.class.getClassLoader();
        if (ours.getResource(library.replace('.', '/') + ".class") != null) {
            return ours;
        }
        List<URL> jars = new ArrayList<>();
        try {
            Path jar = Path.of(LibraryFolder.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path place = jar.resolveSibling(folder);
            jars.add(jar.toUri().toURL());
            if (!Files.isDirectory(place)) {
                throw new SettingsException("There is no folder " + place + ", which has the libraries of " + users
                        + ": take it from where the jar is from, or build it (mvn package)");
            }
            try (Stream<Path> files = Files.list(place)) {
                for (Path one : files.filter(file -> file.toString().endsWith(".jar"))
                        .sorted()
                        .toList()) {
                    jars.add(one.toUri().toURL());
                }
            }
        } catch (IOException | URISyntaxException e) {
            throw new SettingsException("The libraries of " + users + " cannot be read: " + e);
        }
        return new LibraryFolder(folder, jars.toArray(URL[]::new), ours, rooms);
    }

    /** Loads the rooms itself: from the class path, they would not see their libraries. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(rooms)) {
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
