package org.discordbridge.discord.session;

import com.neovisionaries.ws.client.WebSocketFactory;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.SessionController;
import net.dv8tion.jda.internal.JDAImpl;
import net.dv8tion.jda.internal.entities.SelfUserImpl;
import net.dv8tion.jda.internal.utils.config.AuthorizationConfig;
import net.dv8tion.jda.internal.utils.config.MetaConfig;
import net.dv8tion.jda.internal.utils.config.SessionConfig;
import net.dv8tion.jda.internal.utils.config.ThreadingConfig;
import okhttp3.OkHttpClient;

/** JDA's builder, with intents that its own enum does not know, and for further shards without a log-in for each. */
final class ShardBuilder extends JDABuilder {
    private final SessionSettings settings;

    ShardBuilder(SessionSettings settings, int intents, SessionController controller, OkHttpClient http) {
        super(settings.token(), intents);
        this.settings = settings;
        applyLight();
        setRestConfig(new RestConfig().setBaseUrl(settings.apiUrl().toString()));
        setHttpClient(http);
        setSessionController(controller);
        setCompression(settings.compress() ? Compression.ZLIB : Compression.NONE);
        // for what JDA knows nothing of, which reaches no handler
        setRawEventsEnabled(true);
        setEnableShutdownHook(false);
    }

    /**
     * Logs in over REST, and makes the first shard.
     *
     * @throws SessionException if REST refuses or does not answer
     */
    JDA first(Shard shard, IEventManager events) {
        setEventManager(events);
        if (shard.of() > 1) {
            useSharding(shard.number(), shard.of());
        }
        try {
            return build();
        } catch (InvalidTokenException e) {
            throw GatewayAddress.refusedToken(e);
        } catch (ErrorResponseException e) {
            int status = e.getResponse().code;
            throw new SessionException(
                    "Cannot log in to Discord at " + settings.apiUrl() + ": "
                            + (status > 0 ? "it answered " + status : "no answer (" + e.getMessage() + ")"),
                    status <= 0 || status == 429 || status >= 500,
                    e);
        } catch (RuntimeException e) {
            throw new SessionException(
                    "Cannot log in to Discord at " + settings.apiUrl() + ": " + e.getMessage(), true, e);
        }
    }

    /** Makes another shard as {@link #build} would, of whose bot the first knows: Discord is asked for nothing. */
    JDA further(Shard shard, IEventManager events, JDA first) {
        JDAImpl jda = new JDAImpl(
                new AuthorizationConfig(token),
                new SessionConfig(
                        controller,
                        httpClient,
                        new WebSocketFactory(),
                        voiceDispatchInterceptor,
                        flags,
                        maxReconnectDelay,
                        largeThreshold),
                new ThreadingConfig(),
                new MetaConfig(maxBufferSize, contextMap, cacheFlags, flags),
                restConfig,
                audioModuleConfig);
        jda.setMemberCachePolicy(memberCachePolicy);
        jda.setChunkingFilter(chunkingFilter);
        jda.setEventManager(events);
        jda.setSelfUser(SelfUserImpl.copyOf((SelfUserImpl) first.getSelfUser(), jda));
        jda.setStatus(JDA.Status.INITIALIZED);
        jda.login(new JDA.ShardInfo(shard.number(), shard.of()), compression, false, intents, encoding);
        return jda;
    }
}
