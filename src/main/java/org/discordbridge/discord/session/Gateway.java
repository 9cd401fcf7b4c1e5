package org.discordbridge.discord.session;

import com.neovisionaries.ws.client.WebSocketFrame;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.RawGatewayEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.internal.JDAImpl;
import net.dv8tion.jda.internal.handle.SocketHandler;
import net.dv8tion.jda.internal.utils.IOUtil;
import org.discordbridge.event.EventType;

/** Connects JDA to the gateway and hands what arrives to a {@link DiscordSession}. */
final class Gateway implements IEventManager {
    private static final String RESUMED = "RESUMED";

    private final DiscordSession session;
    private final Collection<Interest> wanted;
    private final Changes changes = new Changes();
    /** Null until the handlers are in place, before which nothing arrives. */
    private volatile Dispatches dispatches;

    private volatile Set<String> known = Set.of();

    private Gateway(DiscordSession session, Collection<Interest> wanted) {
        this.session = session;
        this.wanted = wanted;
    }

    /**
     * Logs in over REST and begins to connect; the session is told when the gateway is ready or has refused.
     *
     * @throws SessionException if REST refuses or does not answer
     */
    static void connect(DiscordSession session, SessionSettings settings, Collection<Interest> wanted) {
        Set<Intent> intents = Intents.of(wanted);
        HeldSessionController controller = new HeldSessionController(GatewayAddress.lookUp(settings));
        Gateway gateway = new Gateway(session, wanted);
        BanGuard guard = new BanGuard(settings.banLimit(), settings.banWindow(), new SteadyClock());
        JDA jda = gateway.logIn(settings, intents, controller, guard);
        Places places = new Places(jda);
        Dispatches dispatches = new Dispatches(session.subscribers(), gateway.changes, places);
        MessageDispatches messages = new MessageDispatches(
                session.subscribers(),
                dispatches,
                places,
                new MessageCache(settings.cachedMessages(), settings.cachedBytes()),
                intents.contains(Intent.MESSAGE_CONTENT));
        gateway.take((JDAImpl) jda, dispatches, messages);
        session.connected(new Connection(jda, new Rest(jda, guard), messages.payloads(), places), intents);
        controller.release();
    }

    /** Puts our handlers in place of JDA's. */
    private void take(JDAImpl jda, Dispatches taken, MessageDispatches messages) {
        Map<String, SocketHandler> handlers = jda.getClient().getHandlers();
        Map<String, DispatchHandler.Taker> own = new HashMap<>();
        own.put("MESSAGE_CREATE", messages::created);
        own.put("MESSAGE_UPDATE", messages::updated);
        own.put("MESSAGE_DELETE", messages::deleted);
        own.put("MESSAGE_DELETE_BULK", messages::deletedInBulk);
        own.put("MESSAGE_REACTION_ADD", messages.reaction(EventType.REACTION_ADDED));
        own.put("MESSAGE_REACTION_REMOVE", messages.reaction(EventType.REACTION_REMOVED));
        own.put("MESSAGE_REACTION_REMOVE_ALL", messages.reaction(EventType.REACTION_CLEARED));
        own.put("MESSAGE_REACTION_REMOVE_EMOJI", messages.reaction(EventType.REACTION_CLEARED));
        own.put("VOICE_STATE_UPDATE", taken::voice);
        own.put("INTERACTION_CREATE", (content, sequence, cache) -> session.interaction(content));
        own.forEach((type, taker) -> handlers.put(type, DispatchHandler.insteadOf(jda, type, taker)));
        Map<String, DispatchHandler.Taker> beside = new HashMap<>();
        beside.put("GUILD_CREATE", taken::guildCreated);
        beside.put("GUILD_DELETE", taken::guildDeleted);
        DispatchSpec.byName().forEach((type, spec) -> {
            if (spec.cached()) {
                beside.put(type, taken.taker(spec));
            } else {
                handlers.put(type, DispatchHandler.insteadOf(jda, type, taken.taker(spec)));
            }
        });
        beside.forEach((type, taker) ->
                handlers.compute(type, (name, original) -> DispatchHandler.around(jda, type, original, taker)));
        handlers.compute(
                "READY",
                (type, original) -> DispatchHandler.after(jda, original, content -> {
                    taken.begin(content);
                    onReady(session, content);
                }));
        session.watch().take(jda, handlers);
        known = Set.copyOf(handlers.keySet());
        dispatches = taken;
    }

    /** JDA's builder, with intents that its own enum does not know. */
    private static final class Builder extends JDABuilder {
        Builder(String token, int intents) {
            super(token, intents);
            applyLight();
        }
    }

    private JDA logIn(SessionSettings settings, Set<Intent> intents, HeldSessionController controller, BanGuard guard) {
        try {
            return new Builder(settings.token(), Intents.mask(intents))
                    .setRestConfig(new RestConfig().setBaseUrl(settings.apiUrl().toString()))
                    .setHttpClientBuilder(IOUtil.newHttpClientBuilder().addInterceptor(guard))
                    .setSessionController(controller)
                    .setCompression(settings.compress() ? Compression.ZLIB : Compression.NONE)
                    .setEventManager(this)
                    // for what JDA knows nothing of, which reaches no handler
                    .setRawEventsEnabled(true)
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
                Json.list(content, "guilds", DataArray::getObject, guild -> guild.getString("id")));
    }

    @Override
    public void handle(GenericEvent event) {
        if (event instanceof RawGatewayEvent raw) {
            onRaw(raw);
        } else if (event instanceof SessionDisconnectEvent lost) {
            WebSocketFrame frame = lost.getServiceCloseFrame();
            int code = frame == null ? 0 : frame.getCloseCode();
            session.disconnected(code, meaning(CloseCode.from(code)));
        } else if (event instanceof SessionResumeEvent) {
            session.resumed();
        } else if (event instanceof ShutdownEvent end) {
            session.ended(end.getCode(), reasonOf(end));
        } else {
            changes.note(event);
        }
    }

    private void onRaw(RawGatewayEvent raw) {
        if (dispatches != null
                && session.subscribers().want(EventType.RAW)
                && !known.contains(raw.getType())
                && !RESUMED.equals(raw.getType())) {
            dispatches.raw(raw.getType(), raw.getPayload(), raw.getPackage().getLong("s", 0));
        }
    }

    private static String meaning(CloseCode code) {
        return code == null
                ? "unknown code"
                : code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What a close code that forbids reconnecting means (Discord docs, Opcodes and Status Codes > Gateway). */
    private SessionException reasonOf(ShutdownEvent end) {
        CloseCode code = end.getCloseCode();
        String advice = switch (code == null ? CloseCode.UNKNOWN_ERROR : code) {
            case AUTHENTICATION_FAILED ->
                "(authentication failed): the bot token is wrong. Set DISCORD_TOKEN to the token shown under"
                        + " Developer Portal > Bot > Reset Token";
            case DISALLOWED_INTENTS -> "(disallowed intents). " + Intents.advice(wanted);
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
