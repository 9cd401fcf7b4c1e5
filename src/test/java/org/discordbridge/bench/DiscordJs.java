package org.discordbridge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The rival in {@code src/test/bench/discordjs}, as far as this machine has what it needs. Nothing is installed here. */
final class DiscordJs {
    private static final Path HOME = Path.of("src/test/bench/discordjs");

    private DiscordJs() {}

    /** What is missing, in words; empty if it can run. */
    static Optional<String> missing() {
        if (!Files.exists(HOME.resolve("node_modules/discord.js/package.json"))) {
            return Optional.of("`npm ci` was not run in " + HOME);
        }
        try {
            new ProcessBuilder("node", "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return Optional.empty();
        } catch (IOException absent) {
            return Optional.of("node is not installed");
        }
    }

    static List<String> command() {
        return List.of("node", HOME.resolve("bot.js").toString());
    }
}
