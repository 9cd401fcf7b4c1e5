package org.discordbridge.sandbox;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.discordbridge.settings.DotenvFile;
import org.discordbridge.settings.Setting;
import org.discordbridge.settings.Settings;

/** What somebody has set, in the environment or in {@code .env}, and what the sandbox adds to it. */
final class Configuration {
    private final Path directory;
    private final Map<String, String> environment;
    private final Map<String, String> set = new TreeMap<>();

    Configuration(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = new TreeMap<>(environment);
        set.putAll(DotenvFile.read(directory.resolve(".env")));
        set.putAll(environment);
    }

    /** Whether somebody has set it; an empty value sets nothing. */
    boolean has(Setting setting) {
        return !set.getOrDefault(setting.name(), "").isBlank();
    }

    /** Sets it for the bridge, whatever {@code .env} says. */
    void put(Setting setting, String value) {
        environment.put(setting.name(), value);
        set.put(setting.name(), value);
    }

    /** The environment of the bridge. */
    Map<String, String> environment() {
        return environment;
    }

    /** All settings as the bridge will read them, checked as it will check them. */
    Settings settings() {
        return Settings.load(directory, environment);
    }
}
