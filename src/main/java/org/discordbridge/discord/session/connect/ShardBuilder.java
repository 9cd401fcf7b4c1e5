package org.discordbridge.discord.session.connect;

import com.neovisionaries.ws.client.WebSocketFactory;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.SessionController;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.internal.utils.concurrent.CountingThreadFactory;
import net.dv8tion.jda.internal.utils.config.AuthorizationConfig;
import net.dv8tion.jda.internal.utils.config.MetaConfig;
import net.dv8tion.jda.internal.utils.config.SessionConfig;
import net.dv8tion.jda.internal.utils.config.ThreadingConfig;
import okhttp3.OkHttpClient;
import org.discordbridge.discord.session.SessionSettings;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.rest.RequestThreads;

/** JDA's builder, with intents that its own enum does not know, and without a log-in of its own for each shard. */
public final class ShardBuilder extends JDABuilder {
    /** The least that JDA allows. */
    private static final int LONGEST_DELAY_SECONDS = 32;

    public ShardBuilder(SessionSettings settings, int intents, SessionController controller, OkHttpClient http) {
        super(settings.token(), intents);
        applyLight();
        setRestConfig(new RestConfig().setBaseUrl(settings.apiUrl().toString()));
        setHttpClient(http);
        setSessionController(controller);
        setCompression(settings.compress() ? Compression.ZLIB : Compression.NONE);
        // for what JDA knows nothing of, which reaches no handler
        setRawEventsEnabled(true);
        setEnableShutdownHook(false);
        // as others; JDA would go up to a quarter of an hour
        setMaxReconnectDelay(LONGEST_DELAY_SECONDS);
    }

    /** Makes a shard as {@link #build} would, of a bot that is known: Discord is asked for nothing. */
    public JDA make(Shard shard, IEventManager events, DataObject bot) {
        // JDA writes its number into its thread's log lines, and to one shard there is none
        JDA.ShardInfo info = shard.of() == 1 ? null : new JDA.ShardInfo(shard.number(), shard.of());
        GatewayClient.ShardJda jda = new GatewayClient.ShardJda(
                new AuthorizationConfig(token),
                new SessionConfig(
                        controller,
                        httpClient,
                        new WebSocketFactory(),
                        voiceDispatchInterceptor,
                        flags,
                        maxReconnectDelay,
                        largeThreshold),
                threads(info == null ? "JDA" : "JDA " + info.getShardString()),
                new MetaConfig(maxBufferSize, contextMap, cacheFlags, flags),
                restConfig,
                audioModuleConfig);
        jda.setMemberCachePolicy(memberCachePolicy);
        jda.setChunkingFilter(chunkingFilter);
        jda.setEventManager(events);
        jda.getEntityBuilder().createSelfUser(bot);
        jda.setStatus(JDA.Status.INITIALIZED);
        jda.connect(info, compression, intents, encoding);
        return jda;
    }

    private static ThreadingConfig threads(String name) {
        ThreadingConfig threads = new ThreadingConfig();
        threads.setRateLimitElastic(
                new RequestThreads(new CountingThreadFactory(() -> name, "RateLimit-Elastic", false)), true);
        // JDA would take the common pool of the JVM, which is one thread on two cores, and anybody's
        threads.setCallbackPool(new CallerThread(), false);
        return threads;
    }
}
