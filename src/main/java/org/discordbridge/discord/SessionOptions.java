package org.discordbridge.discord;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.discordbridge.discord.options.DiscordConfiguration;
import org.discordbridge.discord.options.Shortened;
import org.discordbridge.discord.session.SessionSettings;

/** Reads the options of which a session is made. */
final class SessionOptions {
    private static final Pattern PROXY = Pattern.compile("([-\\w.]+|\\[[0-9a-fA-F:]+])" + ":([0-9]{1,5})");
    private static final int MAX_PORT = 65_535;

    private SessionOptions() {}

    /** @throws IllegalArgumentException if one is wrong; the message says which and how it should be */
    static SessionSettings of(DiscordConfiguration options) {
        return new SessionSettings(
                options.getToken(),
                URI.create(options.getApiUrl().replaceAll("/+$", "")),
                options.isCompress(),
                shards(options.getShards()),
                Duration.ofMillis(options.getStartTimeout()),
                options.getCachedMessages(),
                options.getCachedBytes(),
                options.getBanLimit(),
                Duration.ofMillis(options.getBanWindow()),
                proxy(options.getProxy()));
    }

    /** Reads the number of shards; 0 lets Discord decide. */
    private static int shards(String option) {
        if (option == null || option.isBlank() || "auto".equals(option)) {
            return 0;
        }
        if (!option.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException(
                    "shards '" + option + "' is not understood: it is auto, or a number of shards from 1 to 9999");
        }
        return Integer.parseInt(option);
    }

    /** Reads the address of a proxy; null if there is none. */
    private static InetSocketAddress proxy(String option) {
        if (option == null || option.isBlank()) {
            return null;
        }
        Matcher address = PROXY.matcher(option.strip());
        if (!address.matches() || Integer.parseInt(address.group(2)) > MAX_PORT) {
            throw new IllegalArgumentException("proxy '" + Shortened.of(option)
                    + "' is not understood: it is a host and a port, such as proxy.example.org:3128");
        }
        return InetSocketAddress.createUnresolved(address.group(1), Integer.parseInt(address.group(2)));
    }
}
