package org.discordbridge.discord.session.life;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.ExceptionEvent;
import net.dv8tion.jda.api.events.GatewayPingEvent;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.RawGatewayEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.internal.JDAImpl;
import net.dv8tion.jda.internal.handle.SocketHandler;
import org.discordbridge.discord.session.SessionException;
import org.discordbridge.discord.session.SessionSettings;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.connect.ConnectQueue;
import org.discordbridge.discord.session.connect.GatewayClose;
import org.discordbridge.discord.session.connect.LoginInfo;
import org.discordbridge.discord.session.connect.ShardBuilder;
import org.discordbridge.discord.session.connect.ShardGate;
import org.discordbridge.discord.session.dispatch.CacheChanges;
import org.discordbridge.discord.session.dispatch.DispatchHandler;
import org.discordbridge.discord.session.dispatch.DispatchKey;
import org.discordbridge.discord.session.dispatch.Dispatches;
import org.discordbridge.discord.session.dispatch.GuildSieve;
import org.discordbridge.discord.session.dispatch.MessageCache;
import org.discordbridge.discord.session.dispatch.MessageDispatches;
import org.discordbridge.discord.session.json.DiscordJson;
import org.discordbridge.discord.session.json.JsonObject;
import org.discordbridge.discord.session.subscribe.Intent;
import org.discordbridge.discord.session.subscribe.IntentsNeeded;
import org.discordbridge.discord.session.subscribe.RouteNeeds;
import org.discordbridge.event.EventType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects one shard to the gateway, and hands its events to a {@link DiscordSession}, which hears nothing of it before
 * it is opened.
 */
final class Gateway implements IEventManager {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final String RESUMED = "RESUMED";
    private final DiscordSession session;
    private final Connection connection;
    private final Shard shard;
    private final Collection<RouteNeeds> wanted;
    private final ShardGate gate;
    private final ConnectQueue connects;
    private final CacheChanges changes;
    private JDA jda;
    /** Null if dispatches are read before JDA reads them. */
    private volatile JdaEvents plain;

    private volatile boolean ended;
    /** Null until the handlers are in place; nothing arrives before that. */
    private volatile Dispatches dispatches;

    private volatile Set<String> known = Set.of();

    private Gateway(DiscordSession session, Connection connection, Shard shard, Collection<RouteNeeds> wanted) {
        this.session = session;
        this.connection = connection;
        this.shard = shard;
        this.wanted = wanted;
        this.changes = new CacheChanges(connection.logIn().transport().byJda());
        this.gate = new ShardGate(session.sharing().isOn());
        this.connects = new ConnectQueue(
                connection.logIn().gateway().url(), shard, session.sharing().pace(connection), gate, this::unreached);
    }

    /** Begins to connect. */
    static Gateway connect(
            DiscordSession session,
            SessionSettings settings,
            Connection connection,
            Shard shard,
            Collection<RouteNeeds> wanted) {
        Gateway gateway = new Gateway(session, connection, shard, wanted);
        gateway.connect(settings);
        return gateway;
    }

    private void connect(SessionSettings settings) {
        Set<Intent> intents = IntentsNeeded.of(wanted);
        LoginInfo logIn = connection.logIn();
        ShardBuilder builder = new ShardBuilder(settings, logIn.transport(), IntentsNeeded.mask(intents), logIn.http());
        boolean readsContent = intents.contains(Intent.MESSAGE_CONTENT);
        Dispatches taken = new Dispatches(session.subscribers(), changes, connection.places(), gate);
        MessageDispatches messages = new MessageDispatches(
                session.subscribers(),
                taken,
                connection.places(),
                MessageCache.partOf(settings, shard.of()),
                session.findings(),
                readsContent);
        Takers takers = Takers.of(session, shard, taken, messages, readsContent);
        if (logIn.transport().byJda()) {
            plain = new JdaEvents(gate, takers, taken, changes, session.watch(), this::onReady);
            dispatches = taken;
            jda = builder.build(shard, connects, this);
        } else {
            jda = builder.make(shard, connects, this, logIn.bot());
            take((JDAImpl) jda, takers, taken);
        }
        connection.shards().add(shard, jda);
        connects.release();
    }

    Shard shard() {
        return shard;
    }

    Collection<RouteNeeds> wanted() {
        return wanted;
    }

    ShardGate gate() {
        return gate;
    }

    /** Ends the connection. The session hears nothing of it any more. */
    void end() {
        ended = true;
        gate.dismiss();
        connection.shards().remove(jda);
        jda.shutdownNow();
    }

    private void unreached(String problem) {
        if (gate.isOpen()) {
            session.reports().unreached(shard, problem);
        }
    }

    /** Puts handlers in place of JDA's own. */
    private void take(JDAImpl jda, Takers takers, Dispatches taken) {
        Map<String, SocketHandler> handlers = jda.getClient().getHandlers();
        takers.instead()
                .forEach((type, taker) -> handlers.put(type, DispatchHandler.insteadOf(jda, type, gate, taker)));
        takers.around()
                .forEach((type, taker) -> handlers.compute(
                        type, (name, original) -> DispatchHandler.around(jda, type, gate, original, taker)));
        handlers.compute(
                "READY",
                (type, original) -> DispatchHandler.behind(
                        gate, jda, DispatchHandler.around(jda, type, gate, original, (content, sequence, cache) -> {
                            GuildSieve.ready(content);
                            cache.run();
                            taken.begin(content);
                            onReady(content);
                        })));
        session.watch().take(jda, gate, handlers);
        known = Set.copyOf(handlers.keySet());
        dispatches = taken;
    }

    private void onReady(DataObject content) {
        connects.pause().ready();
        if (content.optObject("user")
                .filter(bot -> bot.hasKey(LoginInfo.APPLICATION))
                .isPresent()) {
            ((JDAImpl) connection.shards().rest()).getEntityBuilder().createSelfUser(content.getObject("user"));
        }
        JsonObject d = JsonObject.of(content);
        JsonObject user = d.object("user");
        session.reports()
                .ready(
                        shard,
                        user == null ? null : user.id("id"),
                        user == null ? "" : user.text("username", ""),
                        d.objects("guilds", guild -> guild.id("id")));
    }

    @Override
    public void handle(GenericEvent event) {
        JdaEvents told = plain;
        if (told != null) {
            told.see(event);
        }
        if (event instanceof RawGatewayEvent raw) {
            onRaw(raw);
        } else if (event instanceof ShutdownEvent end
                && session.sharing().goesOnWithout(this, end.getCode(), session.reports())) {
            LOG.debug("Shard {} was ended", shard);
        } else if (event instanceof SessionDisconnectEvent && !gate.isOpen()) {
            // the session has not begun, and nobody hears of it yet; it must not wait for the gate, which waits for it
            Duration pause = connects.pause().lost(false);
            LOG.debug("Shard {} is connected again, after {}", shard, pause);
        } else if (event instanceof GatewayPingEvent ping) {
            if (gate.isOpen() && !ended) {
                // the answer to a heartbeat comes after every event that Discord sent before it got the heartbeat
                session.reports().heard(shard, Duration.ofMillis(ping.getNewPing()));
            }
        } else if (event instanceof ShutdownEvent || event instanceof SessionDisconnectEvent) {
            if (gate.pass()) {
                onConnection(event);
            }
        } else if (event instanceof ExceptionEvent failed) {
            LOG.error(
                    "Something that came over the gateway{} is not understood and is lost: {}",
                    shard.suffix(),
                    failed.getCause() instanceof RuntimeException e ? DiscordJson.problem(e) : failed.getCause());
        } else {
            changes.note(event);
        }
    }

    private void onConnection(GenericEvent event) {
        if (ended) {
            return;
        }
        if (event instanceof SessionDisconnectEvent lost) {
            onLost(lost);
        } else if (event instanceof ShutdownEvent end) {
            session.ended(end.getCode(), reasonOf(end.getCode()));
        }
    }

    SessionException reasonOf(int closeCode) {
        return GatewayClose.end(closeCode, shard, wanted);
    }

    boolean isEnded() {
        return ended;
    }

    /** Handles a lost connection. JDA waits for this to return before it connects again. */
    private void onLost(SessionDisconnectEvent lost) {
        GatewayClose close = GatewayClose.of(lost);
        if (close.code() == GatewayClose.INVALID_VERSION) {
            // JDA does not know that Discord will say so again
            session.ended(close.code(), reasonOf(close.code()));
            return;
        }
        boolean resumable =
                plain == null ? ((JDAImpl) lost.getJDA()).getClient().isSession() : plain.hasSession();
        session.reports().disconnected(shard, close, connects.pause().lost(resumable));
        if (resumable) {
            connects.awaitPause();
        }
    }

    private void onRaw(RawGatewayEvent raw) {
        if (RESUMED.equals(raw.getType())) {
            // JDA has no event of its own if the session is resumed before all of its guilds are there
            if (gate.pass()) {
                connects.pause().ready();
                session.reports().resumed(shard);
            }
        } else if (plain != null && plain.take(raw)) {
            LOG.trace("{} was taken", raw.getType());
        } else if (dispatches != null
                && session.subscribers().want(EventType.RAW)
                && (plain != null || !known.contains(raw.getType()))
                && gate.isOpen()
                && gate.takes(
                        raw.getPackage().getLong("s", 0), () -> DispatchKey.of(raw.getType(), raw.getPayload()))) {
            dispatches.raw(raw.getType(), raw.getPayload(), raw.getPackage().getLong("s", 0));
        }
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
    public List<Object> getRegisteredListeners() {
        return List.of();
    }
}
