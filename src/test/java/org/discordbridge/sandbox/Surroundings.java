package org.discordbridge.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.Server;
import org.discordbridge.servers.Servers;
import org.discordbridge.settings.Setting;
import org.discordbridge.settings.Settings;
import org.discordbridge.simulator.DiscordSimulator;

/**
 * Everything a bridge needs: what is configured as it is, the rest started here.
 *
 * @param settings as the bridge will read them
 * @param discord the simulator, unless a token is configured
 * @param kafka the broker
 * @param registry the schema registry
 * @param s3 the object store
 * @param started the settings whose servers were started here
 */
record Surroundings(
        Settings settings,
        Optional<DiscordSimulator> discord,
        KafkaServer kafka,
        RegistryServer registry,
        S3Server s3,
        List<Setting> started) {
    private static final int USUAL_HTTP_PORT = 8080;

    /** Starts what is missing, all at once, and tells the configuration where it is. */
    static Surroundings of(Configuration configuration, Servers servers) {
        List<Setting> started = new ArrayList<>();
        begin(configuration, servers, Setting.KAFKA_BOOTSTRAP_SERVERS, KafkaServer.class, started);
        begin(configuration, servers, Setting.SCHEMA_REGISTRY_URL, RegistryServer.class, started);
        begin(configuration, servers, Setting.MINIO_URL, S3Server.class, started);
        Optional<DiscordSimulator> discord = discord(configuration);
        if (started.contains(Setting.KAFKA_BOOTSTRAP_SERVERS)) {
            configuration.put(Setting.KAFKA_BOOTSTRAP_SERVERS, servers.kafka().bootstrapServers());
            configuration.put(Setting.KAFKA_SECURITY_PROTOCOL, "PLAINTEXT");
        }
        if (started.contains(Setting.SCHEMA_REGISTRY_URL)) {
            configuration.put(Setting.SCHEMA_REGISTRY_URL, servers.registry().url());
        }
        if (started.contains(Setting.MINIO_URL)) {
            configuration.put(Setting.MINIO_URL, servers.s3().url());
            configuration.put(Setting.MINIO_ACCESS_KEY, servers.s3().accessKey());
            configuration.put(Setting.MINIO_SECRET_KEY, servers.s3().secretKey());
        }
        if (!configuration.has(Setting.HTTP_PORT)) {
            configuration.put(Setting.HTTP_PORT, String.valueOf(freePort()));
        }
        // it is there to try changes, whatever .env says
        configuration.put(Setting.ROUTES_RELOAD, "true");
        Settings settings = configuration.settings();
        return new Surroundings(
                settings,
                discord,
                started.contains(Setting.KAFKA_BOOTSTRAP_SERVERS) ? servers.kafka() : new Given.Kafka(settings),
                started.contains(Setting.SCHEMA_REGISTRY_URL) ? servers.registry() : new Given.Registry(settings),
                started.contains(Setting.MINIO_URL) ? servers.s3() : new Given.S3(settings),
                started);
    }

    private static void begin(
            Configuration configuration,
            Servers servers,
            Setting setting,
            Class<? extends Server> type,
            List<Setting> started) {
        if (!configuration.has(setting)) {
            servers.prepare(type);
            started.add(setting);
        }
    }

    private static Optional<DiscordSimulator> discord(Configuration configuration) {
        if (configuration.has(Setting.DISCORD_TOKEN)) {
            return Optional.empty();
        }
        // so that routes which name a channel are right at the next start too
        DiscordSimulator discord = DiscordSimulator.builder().fixedIds().start();
        configuration.put(Setting.DISCORD_TOKEN, discord.token());
        configuration.put(Setting.DISCORD_API_URL, discord.apiUrl());
        configuration.put(Setting.DISCORD_CDN_HOSTS, discord.cdnHost());
        return Optional.of(discord);
    }

    /** The port everybody expects, or any if that is taken. */
    private static int freePort() {
        try (ServerSocket usual = new ServerSocket()) {
            usual.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), USUAL_HTTP_PORT));
            return USUAL_HTTP_PORT;
        } catch (IOException taken) {
            try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return any.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
