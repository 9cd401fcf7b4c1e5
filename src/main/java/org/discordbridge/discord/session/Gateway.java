package org.discordbridge.discord.session;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.internal.JDAImpl;
import net.dv8tion.jda.internal.handle.SocketHandler;

/** Connects JDA to the gateway and hands what arrives to a {@link DiscordSession}. */
final class Gateway implements IEventManager {
    /** Dispatches that come with the intents but that nobody reads: JDA need not build entities of them. */
    private static final Set<String> UNREAD = Set.of("MESSAGE_UPDATE", "MESSAGE_DELETE", "MESSAGE_DELETE_BULK");

    private final DiscordSession session;

    private Gateway(DiscordSession session) {
        this.session = session;
    }

    /**
     * Logs in over REST and begins to connect; the session is told when the gateway is ready or has refused.
     *
     * @throws SessionException if REST refuses or does not answer
     */
    static DiscordSession.Connection connect(
            DiscordSession session, SessionSettings settings, EnumSet<GatewayIntent> intents) {
        HeldSessionController controller = new HeldSessionController(GatewayAddress.lookUp(settings));
        JDA jda = logIn(session, settings, intents, controller);
        JDAImpl internals = (JDAImpl) jda;
        Map<String, SocketHandler> handlers = internals.getClient().getHandlers();
        handlers.put("MESSAGE_CREATE", new DispatchHandler(internals, "MESSAGE_CREATE", session::message));
        handlers.put("INTERACTION_CREATE", new DispatchHandler(internals, "INTERACTION_CREATE", session::interaction));
        UNREAD.forEach(type -> handlers.put(type, new SocketHandler.NOPHandler(internals)));
        handlers.compute(
                "READY",
                (type, original) -> DispatchHandler.after(internals, original, content -> onReady(session, content)));
        DiscordSession.Connection connection =
                new DiscordSession.Connection(jda, new Rest(jda), new GatewayPayloads(jda));
        session.connected(connection);
        controller.release();
        return connection;
    }

    private static JDA logIn(
            DiscordSession session,
            SessionSettings settings,
            EnumSet<GatewayIntent> intents,
            HeldSessionController controller) {
        try {
            return JDABuilder.createLight(settings.token(), intents)
                    .setRestConfig(new RestConfig().setBaseUrl(settings.apiUrl().toString()))
                    .setSessionController(controller)
                    .setCompression(settings.compress() ? Compression.ZLIB : Compression.NONE)
                    .setEventManager(new Gateway(session))
                    .setEnableShutdownHook(false)
                    .build();
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

    private static void onReady(DiscordSession session, DataObject content) {
        DataObject user = content.getObject("user");
        session.ready(
                user.getString("id"),
                user.getString("username", ""),
                content.getArray("guilds").length());
    }

    @Override
    public void handle(GenericEvent event) {
        if (event instanceof SessionDisconnectEvent lost) {
            session.disconnected(
                    lost.getServiceCloseFrame() == null
                            ? 0
                            : lost.getServiceCloseFrame().getCloseCode());
        } else if (event instanceof SessionResumeEvent) {
            session.resumed();
        } else if (event instanceof ShutdownEvent end) {
            session.ended(reasonOf(end));
        }
    }

    /** What a close code that forbids reconnecting means (Discord docs, Opcodes and Status Codes > Gateway). */
    private static SessionException reasonOf(ShutdownEvent end) {
        CloseCode code = end.getCloseCode();
        String advice = switch (code == null ? CloseCode.UNKNOWN_ERROR : code) {
            case AUTHENTICATION_FAILED ->
                "(authentication failed): the bot token is wrong. Set DISCORD_TOKEN to the token shown under"
                        + " Developer Portal > Bot > Reset Token";
            case DISALLOWED_INTENTS ->
                "(disallowed intents). Switch on MESSAGE CONTENT INTENT under Developer Portal > Bot";
            case INVALID_INTENTS -> "(invalid intents): report this as a defect";
            case SHARDING_REQUIRED -> "(sharding required): the bot is in too many guilds for one connection";
            case INVALID_SHARD -> "(invalid shard): report this as a defect";
            default -> code == null ? "" : "(" + code.getMeaning() + ")";
        };
        return new SessionException("Discord closed the gateway with " + end.getCode() + " " + advice, false, null);
    }

    @Override
    public void register(Object listener) {
        throw new UnsupportedOperationException("subscribe at the session");
    }

    @Override
    public void unregister(Object listener) {
        throw new UnsupportedOperationException("subscribe at the session");
    }

    @Override
    public java.util.List<Object> getRegisteredListeners() {
        return java.util.List.of();
    }
}
