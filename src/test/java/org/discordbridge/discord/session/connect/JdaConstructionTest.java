package org.discordbridge.discord.session.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.hooks.InterfacedEventManager;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.internal.JDAImpl;
import net.dv8tion.jda.internal.utils.config.AuthorizationConfig;
import net.dv8tion.jda.internal.utils.config.MetaConfig;
import net.dv8tion.jda.internal.utils.config.SessionConfig;
import net.dv8tion.jda.internal.utils.config.ThreadingConfig;
import okhttp3.OkHttpClient;
import org.discordbridge.discord.session.SessionSettings;
import org.discordbridge.discord.session.Shard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the bridge copies of JDA, or takes for granted in it, as it was when somebody last looked. An upgrade that changes it
 * fails here, with a sentence, and not later with events that do not come.
 */
@Timeout(60)
class JdaConstructionTest {
    /** Dispatches for which JDA has a handler. All others reach the bridge as raw events alone. */
    private static final List<String> HANDLED = List.of("""
            APPLICATION_COMMAND_PERMISSIONS_UPDATE AUTO_MODERATION_ACTION_EXECUTION
            AUTO_MODERATION_RULE_CREATE AUTO_MODERATION_RULE_DELETE AUTO_MODERATION_RULE_UPDATE
            CHANNEL_CREATE CHANNEL_DELETE CHANNEL_PINS_ACK CHANNEL_PINS_UPDATE CHANNEL_UPDATE
            ENTITLEMENT_CREATE ENTITLEMENT_DELETE ENTITLEMENT_UPDATE GUILD_AUDIT_LOG_ENTRY_CREATE
            GUILD_BAN_ADD GUILD_BAN_REMOVE GUILD_CREATE GUILD_DELETE GUILD_EMOJIS_UPDATE
            GUILD_INTEGRATIONS_UPDATE GUILD_MEMBERS_CHUNK GUILD_MEMBER_ADD GUILD_MEMBER_REMOVE
            GUILD_MEMBER_UPDATE GUILD_ROLE_CREATE GUILD_ROLE_DELETE GUILD_ROLE_UPDATE
            GUILD_SCHEDULED_EVENT_CREATE GUILD_SCHEDULED_EVENT_DELETE GUILD_SCHEDULED_EVENT_UPDATE
            GUILD_SCHEDULED_EVENT_USER_ADD GUILD_SCHEDULED_EVENT_USER_REMOVE GUILD_SOUNDBOARD_SOUNDS_UPDATE
            GUILD_SOUNDBOARD_SOUND_CREATE GUILD_SOUNDBOARD_SOUND_DELETE GUILD_SOUNDBOARD_SOUND_UPDATE
            GUILD_STICKERS_UPDATE GUILD_SYNC GUILD_UPDATE INTERACTION_CREATE INVITE_CREATE INVITE_DELETE
            MESSAGE_CREATE MESSAGE_DELETE MESSAGE_DELETE_BULK MESSAGE_POLL_VOTE_ADD
            MESSAGE_POLL_VOTE_REMOVE MESSAGE_REACTION_ADD MESSAGE_REACTION_REMOVE
            MESSAGE_REACTION_REMOVE_ALL MESSAGE_REACTION_REMOVE_EMOJI MESSAGE_UPDATE PRESENCES_REPLACE
            PRESENCE_UPDATE READY STAGE_INSTANCE_CREATE STAGE_INSTANCE_DELETE STAGE_INSTANCE_UPDATE
            THREAD_CREATE THREAD_DELETE THREAD_LIST_SYNC THREAD_MEMBERS_UPDATE THREAD_MEMBER_UPDATE
            THREAD_UPDATE TYPING_START USER_UPDATE VOICE_CHANNEL_EFFECT_SEND VOICE_CHANNEL_STATUS_UPDATE
            VOICE_SERVER_UPDATE VOICE_STATE_UPDATE WEBHOOKS_UPDATE
            """.split("\\s+"));

    @Test
    void hasHandlersForTheSameDispatches() {
        JDAImpl jda = shard();
        try {
            assertThat(jda.getClient().getHandlers().keySet())
                    .as(
                            "JDA has handlers for other dispatches than before. The bridge reads a dispatch in front of JDA's"
                                    + " handler of that name: look at dispatch.Dispatches and life.Gateway for one that was renamed"
                                    + " or is gone, and write the list anew")
                    .containsExactlyInAnyOrderElementsOf(HANDLED);
        } finally {
            jda.shutdownNow();
        }
    }

    /** A shard that is never connected. */
    private static JDAImpl shard() {
        SessionSettings settings = new SessionSettings(
                "none",
                URI.create("http://localhost:1"),
                true,
                1,
                Duration.ofSeconds(1),
                10,
                1000,
                100,
                Duration.ofSeconds(1));
        Shard shard = new Shard(0, 1);
        // never released
        ConnectQueue idle =
                new ConnectQueue("ws://localhost", shard, new OneProcessPace(1), new ShardGate(false), problem -> {});
        DataObject bot =
                DataObject.empty().put("id", "1").put("username", "bot").put("discriminator", "0");
        return (JDAImpl) new ShardBuilder(settings, Transport.OWN, 0, new OkHttpClient())
                .make(shard, idle, new InterfacedEventManager(), bot);
    }

    @Test
    void isConstructedFromTheSameParts() {
        assertThat(Stream.of(
                                JDAImpl.class,
                                AuthorizationConfig.class,
                                SessionConfig.class,
                                ThreadingConfig.class,
                                MetaConfig.class)
                        .map(JdaConstructionTest::widest))
                .as("JDA's parts are constructed from other things than before: compare ShardBuilder.make with"
                        + " JDABuilder.build, and write the list anew")
                .containsExactly(
                        "JDAImpl[AuthorizationConfig, SessionConfig, ThreadingConfig, MetaConfig, RestConfig, AudioModuleConfig]",
                        "AuthorizationConfig[String]",
                        "SessionConfig[SessionController, OkHttpClient, WebSocketFactory, VoiceDispatchInterceptor, EnumSet, int, int]",
                        "ThreadingConfig[]",
                        "MetaConfig[int, ConcurrentMap, EnumSet, EnumSet]");
    }

    /** The constructor that takes most. */
    private static String widest(Class<?> type) {
        Constructor<?> widest = Arrays.stream(type.getConstructors())
                .max((one, other) -> Integer.compare(one.getParameterCount(), other.getParameterCount()))
                .orElseThrow();
        return type.getSimpleName()
                + Arrays.stream(widest.getParameterTypes())
                        .map(Class::getSimpleName)
                        .toList();
    }

    @Test
    void hasTheSameSettings() {
        assertThat(Arrays.stream(JDABuilder.class.getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                        .map(field -> field.getType().getSimpleName() + " " + field.getName()))
                .as(
                        "JDABuilder has other settings than before: decide which of them ShardBuilder.make has to hand on, and"
                                + " write the list anew")
                .containsExactlyInAnyOrder(
                        "List listeners",
                        "EnumSet automaticallyDisabled",
                        "ScheduledExecutorService rateLimitScheduler",
                        "boolean shutdownRateLimitScheduler",
                        "ExecutorService rateLimitElastic",
                        "boolean shutdownRateLimitElastic",
                        "ScheduledExecutorService mainWsPool",
                        "boolean shutdownMainWsPool",
                        "ExecutorService callbackPool",
                        "boolean shutdownCallbackPool",
                        "ExecutorService eventPool",
                        "boolean shutdownEventPool",
                        "ScheduledExecutorService audioPool",
                        "boolean shutdownAudioPool",
                        "EnumSet cacheFlags",
                        "ConcurrentMap contextMap",
                        "SessionController controller",
                        "VoiceDispatchInterceptor voiceDispatchInterceptor",
                        "Builder httpClientBuilder",
                        "OkHttpClient httpClient",
                        "WebSocketFactory wsFactory",
                        "String token",
                        "IEventManager eventManager",
                        "ShardInfo shardInfo",
                        "Compression compression",
                        "Activity activity",
                        "OnlineStatus status",
                        "boolean idle",
                        "int maxReconnectDelay",
                        "int largeThreshold",
                        "int maxBufferSize",
                        "int intents",
                        "EnumSet flags",
                        "ChunkingFilter chunkingFilter",
                        "MemberCachePolicy memberCachePolicy",
                        "GatewayEncoding encoding",
                        "RestConfig restConfig",
                        "AudioModuleConfig audioModuleConfig");
    }
}
