package org.discordbridge.simulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;

/** An unmodified JDA that talks to a simulator and remembers every event. */
final class JdaClient implements AutoCloseable {
    static final Set<GatewayIntent> INTENTS = EnumSet.of(
            GatewayIntent.GUILD_MESSAGES,
            GatewayIntent.DIRECT_MESSAGES,
            GatewayIntent.MESSAGE_CONTENT,
            GatewayIntent.GUILD_MESSAGE_REACTIONS,
            GatewayIntent.GUILD_MESSAGE_TYPING);

    final JDA jda;
    private final List<GenericEvent> events = new CopyOnWriteArrayList<>();

    private JdaClient(JDABuilder builder) {
        builder.addEventListeners((EventListener) events::add);
        jda = builder.build();
    }

    /** Connects with the usual intents and waits until JDA is ready. */
    static JdaClient connect(DiscordSimulator discord) throws InterruptedException {
        JdaClient client = start(discord, discord.token(), INTENTS, Compression.ZLIB);
        client.jda.awaitReady();
        return client;
    }

    /** Starts to connect. */
    static JdaClient start(
            DiscordSimulator discord, String token, Collection<GatewayIntent> intents, Compression compression) {
        return new JdaClient(JDABuilder.createLight(token, intents)
                .setRawEventsEnabled(true)
                .setEnableShutdownHook(false)
                .setCompression(compression)
                .setRestConfig(new RestConfig().setBaseUrl(discord.apiUrl()))
                .setSessionController(new SessionControllerAdapter() {
                    @Override
                    public String getGateway() {
                        return discord.gatewayUrl();
                    }
                }));
    }

    <T extends GenericEvent> List<T> events(Class<T> type) {
        List<T> found = new ArrayList<>();
        for (GenericEvent event : events) {
            if (type.isInstance(event)) {
                found.add(type.cast(event));
            }
        }
        return found;
    }

    @Override
    public void close() throws InterruptedException {
        jda.shutdownNow();
        if (!jda.awaitShutdown(Wire.PATIENCE)) {
            throw new IllegalStateException("JDA did not shut down");
        }
    }
}
