package org.discordbridge.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds the settings of this run: the environment overrides {@code .env}, which overrides
 * {@code application.properties}.
 */
public final class Settings {
    private static final String JAAS_OPTION = "camel.component.kafka.saslJaasConfig";
    private static final String JAAS_LINK = "{{KAFKA_SASL_JAAS_CONFIG}}";

    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, String> shipped = new TreeMap<>();
    private final Map<Setting, String> problems = new EnumMap<>(Setting.class);
    private final Properties absent = new Properties();
    private final Properties fromDotenv = new Properties();
    private final List<String> doubts = new ArrayList<>();

    private Settings() {}

    /**
     * Reads and checks the settings.
     *
     * @param directory where {@code application.properties} and perhaps {@code .env} are
     * @param environment the environment
     * @throws SettingsException if one is wrong or missing
     */
    public static Settings load(Path directory, Map<String, String> environment) {
        Settings settings = read(directory, environment);
        settings.problems.values().stream().findFirst().ifPresent(problem -> {
            throw new SettingsException(problem);
        });
        return settings;
    }

    /**
     * Reads the settings, but does not throw if single ones are wrong: {@link #problems()} lists these.
     *
     * @throws SettingsException if they cannot be read at all
     */
    public static Settings read(Path directory, Map<String, String> environment) {
        Settings settings = new Settings();
        settings.readProperties(directory.resolve("application.properties"));
        settings.readDotenv(directory.resolve(".env"), environment);
        for (Setting setting : Setting.values()) {
            if (environment.containsKey(setting.name())) {
                settings.values.put(setting.name(), environment.get(setting.name()));
            }
            settings.note(setting, () -> setting.check(settings.get(setting)));
        }
        settings.note(Setting.KAFKA_SASL_JAAS_CONFIG, settings::requireLogin);
        settings.note(Setting.ROUTES, () -> settings.requireDirectory(directory, Setting.ROUTES));
        settings.note(Setting.SCHEMAS, () -> settings.requireDirectory(directory, Setting.SCHEMAS));
        if (!settings.problems.containsKey(Setting.HTTP_HOST)) {
            settings.note(Setting.HTTP_PORT, settings::requireFreePort);
        }
        settings.lookForUnknown(directory, environment);
        return settings;
    }

    private void note(Setting setting, Runnable check) {
        if (problems.containsKey(setting)) {
            return;
        }
        try {
            check.run();
        } catch (SettingsException e) {
            problems.put(setting, e.getMessage());
        }
    }

    private void readProperties(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsException("application.properties cannot be read in "
                    + file.toAbsolutePath().getParent() + " (" + e.getClass().getSimpleName()
                    + "): start the bridge in the folder that holds application.properties, routes and schemas");
        }
        properties.forEach((name, value) -> shipped.put(name.toString(), value.toString()));
        later().forEach((name, value) -> {
            if (shipped.putIfAbsent(name.toString(), value.toString()) == null) {
                absent.put(name, value);
            }
        });
        values.putAll(shipped);
    }

    /** Returns the lines that files of earlier versions do not have. */
    private static Properties later() {
        Properties later = new Properties();
        try (InputStream lines = Settings.class.getResourceAsStream("later.properties")) {
            later.load(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return later;
    }

    /** Returns lines that {@code application.properties} lacks, since it is of an earlier version. */
    public Properties absent() {
        return absent;
    }

    private void readDotenv(Path file, Map<String, String> environment) {
        DotenvFile.read(file).forEach((name, value) -> {
            if (!environment.containsKey(name)) {
                values.put(name, value);
                fromDotenv.setProperty(name, value);
            }
        });
    }

    private void lookForUnknown(Path directory, Map<String, String> environment) {
        UnknownNames unknown =
                new UnknownNames(Arrays.stream(Setting.values()).map(Enum::name).toList());
        Set<String> names = new TreeSet<>(environment.keySet());
        names.addAll(fromDotenv.stringPropertyNames());
        names.removeAll(shipped.keySet());
        Collection<String> open = UnknownNames.withoutNamed(names, directory.resolve(get(Setting.ROUTES)));
        doubts.addAll(unknown.ofFile(
                ".env", open.stream().filter(fromDotenv::containsKey).toList()));
        doubts.addAll(unknown.ofEnvironment(
                open.stream().filter(environment::containsKey).toList()));
    }

    /**
     * Checks that a login is set if Kafka's protocol needs one. Kafka's own message would name a file that nobody has.
     */
    private void requireLogin() {
        boolean asked = get(Setting.KAFKA_SECURITY_PROTOCOL).startsWith("SASL_");
        boolean given = !get(Setting.KAFKA_SASL_JAAS_CONFIG).isBlank();
        boolean elsewhere = !shipped.getOrDefault(JAAS_OPTION, JAAS_LINK).equals(JAAS_LINK)
                || System.getProperty("java.security.auth.login.config") != null;
        if (asked && !given && !elsewhere) {
            throw new SettingsException("KAFKA_SASL_JAAS_CONFIG is not set, which KAFKA_SECURITY_PROTOCOL "
                    + get(Setting.KAFKA_SECURITY_PROTOCOL) + " needs. Set it to a line such as"
                    + " org.apache.kafka.common.security.plain.PlainLoginModule required username=\"bridge\""
                    + " password=\"...\"; with KAFKA_SASL_MECHANISM=PLAIN");
        }
        if (given && !asked) {
            doubts.add("KAFKA_SASL_JAAS_CONFIG is set, and does not count: KAFKA_SECURITY_PROTOCOL is "
                    + get(Setting.KAFKA_SECURITY_PROTOCOL) + ". Set that to SASL_SSL or SASL_PLAINTEXT");
        }
    }

    private void requireDirectory(Path directory, Setting setting) {
        Path path = directory.resolve(values.get(setting.name()));
        if (!Files.isDirectory(path)) {
            throw new SettingsException(
                    setting.name() + " is '" + values.get(setting.name()) + "', but there is no folder " + path
                            + ": start the bridge in the folder that holds application.properties, routes and schemas");
        }
    }

    /**
     * Checks that the port is free. The HTTP server binds in the background, where nobody would notice that it cannot.
     */
    private void requireFreePort() {
        String host = get(Setting.HTTP_HOST);
        int port = Integer.parseInt(get(Setting.HTTP_PORT));
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException e) {
            throw new SettingsException(
                    "HTTP_HOST is '" + host + "', which is no name or address that is known here. Set"
                            + " 127.0.0.1 for this machine only, or 0.0.0.0 for all its addresses");
        } catch (BindException e) {
            if (!isOfThisMachine(host)) {
                throw new SettingsException("HTTP_HOST is '" + host + "', which is no address of this machine. Set"
                        + " 127.0.0.1 for this machine only, or 0.0.0.0 for all its addresses");
            }
            throw inUse(host, port, e);
        } catch (IOException e) {
            throw inUse(host, port, e);
        }
    }

    private static SettingsException inUse(String host, int port, IOException e) {
        return new SettingsException("HTTP_PORT is " + port + ", which cannot be used on " + host + " ("
                + e.getMessage() + "): end what uses it, or set another");
    }

    private static boolean isOfThisMachine(String host) {
        try (ServerSocket any = new ServerSocket()) {
            any.bind(new InetSocketAddress(InetAddress.getByName(host), 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the value of a setting, after all overrides. */
    public String get(Setting setting) {
        return values.getOrDefault(setting.name(), "");
    }

    /** Returns the values of {@code .env} that the environment does not override. */
    public Properties fromDotenv() {
        Properties copy = new Properties();
        copy.putAll(fromDotenv);
        return copy;
    }

    /** Returns the settings that are wrong, and why. */
    public Map<Setting, String> problems() {
        return Collections.unmodifiableMap(problems);
    }

    /** Lists names that look like settings but are none. Each is a sentence that says which setting may be meant. */
    public List<String> doubts() {
        return Collections.unmodifiableList(doubts);
    }

    /** Returns the value of a setting in {@code application.properties}, if it is allowed. */
    public Optional<String> shipped(Setting setting) {
        String value = shipped.getOrDefault(setting.name(), "");
        try {
            setting.check(value);
            return Optional.of(value);
        } catch (SettingsException e) {
            return Optional.empty();
        }
    }
}
