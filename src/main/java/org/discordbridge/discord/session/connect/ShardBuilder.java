package org.discordbridge.discord.session.connect;

import com.neovisionaries.ws.client.WebSocketFactory;
import java.net.InetSocketAddress;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.hooks.InterfacedEventManager;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.SessionController;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.internal.managers.PresenceImpl;
import net.dv8tion.jda.internal.utils.concurrent.CountingThreadFactory;
import net.dv8tion.jda.internal.utils.config.AuthorizationConfig;
import net.dv8tion.jda.internal.utils.config.MetaConfig;
import net.dv8tion.jda.internal.utils.config.SessionConfig;
import net.dv8tion.jda.internal.utils.config.ThreadingConfig;
import okhttp3.OkHttpClient;
import org.discordbridge.discord.session.SessionException;
import org.discordbridge.discord.session.SessionSettings;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.rest.RequestThreads;

/**
 * Extends JDA's builder: it takes intents that JDA's own enum does not know, and makes each shard without a login of
 * its own.
 */
public final class ShardBuilder extends JDABuilder {
    /** Smallest value that JDA allows. */
    private static final int LONGEST_DELAY_SECONDS = 32;

    private final InetSocketAddress proxy;

    /** @throws SessionException if what was given for JDA fails, or asks for something that would not work */
    public ShardBuilder(SessionSettings settings, Transport transport, int intents, OkHttpClient http) {
        super(settings.token(), intents);
        proxy = transport.gatewayProxy(settings);
        applyLight();
        // a common limit; JDA would go up to a quarter of an hour
        setMaxReconnectDelay(LONGEST_DELAY_SECONDS);
        if (transport.jda() != null) {
            customize(transport.jda());
        }
        setToken(settings.token());
        this.intents |= intents;
        setRestConfig(new RestConfig().setBaseUrl(settings.apiUrl().toString()));
        setHttpClient(http);
        setCompression(settings.compress() ? Compression.ZLIB : Compression.NONE);
        // for dispatches that JDA does not know, which reach no handler
        setRawEventsEnabled(true);
        setEnableShutdownHook(false);
    }

    private void customize(JdaCustomizer customizer) {
        try {
            customizer.customize(this);
        } catch (RuntimeException e) {
            throw new SessionException(
                    "The JdaCustomizer " + customizer.getClass().getName() + " failed, and nothing was connected: " + e,
                    false,
                    e);
        }
        if (!listeners.isEmpty() || eventManager != null) {
            throw new SessionException(
                    "The JdaCustomizer " + customizer.getClass().getName()
                            + " adds listeners, which would miss most events: they are read before JDA makes its own of"
                            + " them. Nothing was connected. Remove the listeners, and let a route begin with discord:",
                    false,
                    null);
        }
    }

    /**
     * Makes a shard as {@link #build} would, for a bot that is known already: Discord is not asked.
     *
     * @param connects makes its connections
     */
    public JDA make(Shard shard, ConnectQueue connects, IEventManager events, DataObject bot) {
        // JDA writes the shard's number into the log lines of its threads; a single shard needs none
        JDA.ShardInfo info = shard.of() == 1 ? null : new JDA.ShardInfo(shard.number(), shard.of());
        ShardJda jda = unconnected(connects, info == null ? "JDA" : "JDA " + info.getShardString());
        jda.setEventManager(events);
        jda.getEntityBuilder().createSelfUser(bot);
        ((PresenceImpl) jda.getPresence())
                .setCacheActivity(activity)
                .setCacheIdle(idle)
                .setCacheStatus(status);
        jda.setStatus(JDA.Status.INITIALIZED);
        jda.connect(info, compression, intents, encoding);
        return jda;
    }

    /**
     * Builds a shard as JDA does, by its public builder. Asks Discord for the bot once more, and blocks meanwhile.
     *
     * @throws SessionException if JDA cannot build it
     */
    public JDA build(Shard shard, ConnectQueue connects, IEventManager events) {
        setEventManager(events);
        setSessionController(connects);
        if (shard.of() > 1) {
            useSharding(shard.number(), shard.of());
        }
        try {
            return build();
        } catch (RuntimeException e) {
            throw new SessionException("JDA could not build shard " + shard + ": " + e.getMessage(), true, e);
        }
    }

    /** Makes what sends requests over REST for all shards, so that they share Discord's rate limits. */
    public JDA makeForRest(DataObject bot) {
        ShardJda jda = unconnected(new SessionControllerAdapter(), "JDA");
        jda.setEventManager(new InterfacedEventManager());
        jda.getEntityBuilder().createSelfUser(bot);
        jda.prepare(null);
        return jda;
    }

    private WebSocketFactory webSockets() {
        WebSocketFactory factory = wsFactory == null ? new WebSocketFactory() : new WebSocketFactory(wsFactory);
        if (proxy != null) {
            factory.getProxySettings().setHost(proxy.getHostString()).setPort(proxy.getPort());
        }
        return factory;
    }

    private ShardJda unconnected(SessionController controller, String name) {
        ShardJda jda = new ShardJda(
                new AuthorizationConfig(token),
                new SessionConfig(
                        controller,
                        httpClient,
                        webSockets(),
                        voiceDispatchInterceptor,
                        flags,
                        maxReconnectDelay,
                        largeThreshold),
                threads(name),
                new MetaConfig(maxBufferSize, contextMap, cacheFlags, flags),
                restConfig,
                audioModuleConfig);
        jda.setMemberCachePolicy(memberCachePolicy);
        jda.setChunkingFilter(chunkingFilter);
        return jda;
    }

    private static ThreadingConfig threads(String name) {
        ThreadingConfig threads = new ThreadingConfig();
        threads.setRateLimitElastic(
                new RequestThreads(new CountingThreadFactory(() -> name, "RateLimit-Elastic", false)), true);
        // JDA would take the JVM's common pool, which has one thread on two cores and serves everybody
        threads.setCallbackPool(new CallerThread(), false);
        return threads;
    }
}
