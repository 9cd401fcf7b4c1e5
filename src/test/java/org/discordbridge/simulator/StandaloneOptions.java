package org.discordbridge.simulator;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What the simulator is started with as a program of its own: {@code --name value}, or lines {@code name=value} of a file
 * that {@code --file} names. What is said on the command line counts more.
 *
 * @param builder the simulator
 * @param guilds how many guilds the bot is in
 * @param people who is a member of them
 * @param denied what the bot may not do in them
 */
record StandaloneOptions(SimulatorBuilder builder, int guilds, List<String> people, Permission... denied) {
    private static final int MOST_GUILDS = 5000;
    private static final int MOST_REQUESTS = 100_000;

    /** Every option, and what it takes. */
    private static final Map<String, String> KNOWN = new LinkedHashMap<>();

    static {
        KNOWN.put("port", "PORT");
        KNOWN.put("token", "TOKEN");
        KNOWN.put("rate-limits", "on|off");
        KNOWN.put("global-limit", "NUMBER");
        KNOWN.put("deny", "PERMISSION,...");
        KNOWN.put("intents-off", "INTENT,...");
        KNOWN.put("guilds", "NUMBER");
        KNOWN.put("shards", "NUMBER");
        KNOWN.put("guilds-per-shard", "NUMBER");
        KNOWN.put("max-concurrency", "NUMBER");
        KNOWN.put("identify-limit", "on|off");
        KNOWN.put("people", "NAME,...");
        KNOWN.put("ids", "fixed|new");
        KNOWN.put("file", "FILE");
    }

    /** Reads them; throws what is wrong, and what there is. */
    static StandaloneOptions of(List<String> args) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < args.size(); i += 2) {
            String value = i + 1 < args.size() ? args.get(i + 1) : "";
            String name = args.get(i).startsWith("--") ? args.get(i).substring(2) : "";
            requireKnown(name, args.get(i) + " " + value);
            given.put(name, value);
        }
        Map<String, String> all = new LinkedHashMap<>();
        if (given.containsKey("file")) {
            read(Path.of(given.get("file")), all);
        }
        all.putAll(given);
        return made(all);
    }

    private static void requireKnown(String name, String written) {
        if (!KNOWN.containsKey(name)) {
            String known = KNOWN.entrySet().stream()
                    .map(option -> "--" + option.getKey() + " " + option.getValue())
                    .collect(Collectors.joining(", "));
            throw new IllegalArgumentException("'" + written + "' is not known. Say " + known + ".");
        }
    }

    private static void read(Path file, Map<String, String> into) {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        } catch (IOException e) {
            throw new IllegalArgumentException("The file " + file + " cannot be read: " + e.getMessage(), e);
        }
        lines.stringPropertyNames().forEach(name -> {
            requireKnown(name, name + "=" + lines.getProperty(name));
            into.put(name, lines.getProperty(name).strip());
        });
    }

    private static StandaloneOptions made(Map<String, String> all) {
        SimulatorBuilder builder = DiscordSimulator.builder();
        builder.port(number("port", all.getOrDefault("port", "0"), 0, 65_535));
        if (all.containsKey("token")) {
            builder.token(valued("token", all.get("token")));
        }
        if (oneOf("rate-limits", all.getOrDefault("rate-limits", "off"), "on", "off")) {
            builder.realRateLimits();
        }
        if (all.containsKey("global-limit")) {
            builder.globalLimit(number("global-limit", all.get("global-limit"), 1, MOST_REQUESTS));
        }
        if (oneOf("ids", all.getOrDefault("ids", "fixed"), "fixed", "new")) {
            builder.fixedIds();
        }
        names("intents-off", all).forEach(name -> builder.disallow(constant(Intent.class, "intents-off", name)));
        if (all.containsKey("shards")) {
            builder.shards(number("shards", all.get("shards"), 1, MOST_GUILDS));
        }
        if (all.containsKey("guilds-per-shard")) {
            builder.guildsPerShard(number("guilds-per-shard", all.get("guilds-per-shard"), 1, MOST_GUILDS));
        }
        if (all.containsKey("max-concurrency")) {
            builder.maxConcurrency(number("max-concurrency", all.get("max-concurrency"), 1, MOST_GUILDS));
        }
        if (oneOf("identify-limit", all.getOrDefault("identify-limit", "off"), "on", "off")) {
            builder.identifyLimit();
        }
        List<String> people = all.containsKey("people") ? names("people", all) : List.of("Ada", "Ben", "Cleo");
        return new StandaloneOptions(
                builder,
                number("guilds", all.getOrDefault("guilds", "1"), 1, MOST_GUILDS),
                people,
                names("deny", all).stream()
                        .map(name -> constant(Permission.class, "deny", name))
                        .toArray(Permission[]::new));
    }

    private static List<String> names(String option, Map<String, String> all) {
        if (!all.containsKey(option)) {
            return List.of();
        }
        return Arrays.stream(valued(option, all.get(option)).split(","))
                .map(String::strip)
                .toList();
    }

    private static <E extends Enum<E>> E constant(Class<E> of, String option, String name) {
        try {
            return Enum.valueOf(of, name.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--" + option + " does not know '" + name + "'. There are " + Arrays.toString(of.getEnumConstants())
                            + ".",
                    e);
        }
    }

    private static int number(String option, String value, int least, int most) {
        if (!value.matches("[0-9]{1,6}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw new IllegalArgumentException(
                    "--" + option + " takes a number from " + least + " to " + most + ", not '" + value + "'.");
        }
        return Integer.parseInt(value);
    }

    private static boolean oneOf(String option, String value, String yes, String no) {
        if (!value.equals(yes) && !value.equals(no)) {
            throw wrong(option, value);
        }
        return value.equals(yes);
    }

    private static String valued(String option, String value) {
        if (value.isBlank()) {
            throw wrong(option, value);
        }
        return value;
    }

    private static IllegalArgumentException wrong(String option, String value) {
        return new IllegalArgumentException("--" + option + " takes " + KNOWN.get(option) + ", not '" + value + "'.");
    }
}
