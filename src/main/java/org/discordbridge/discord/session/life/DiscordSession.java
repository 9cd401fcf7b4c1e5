package org.discordbridge.discord.session.life;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.discord.session.SessionException;
import org.discordbridge.discord.session.SessionSettings;
import org.discordbridge.discord.session.SessionState;
import org.discordbridge.discord.session.SessionStatus;
import org.discordbridge.discord.session.SharedShards;
import org.discordbridge.discord.session.connect.Transport;
import org.discordbridge.discord.session.dispatch.ChannelWatch;
import org.discordbridge.discord.session.finding.Findings;
import org.discordbridge.discord.session.interaction.DiscordTime;
import org.discordbridge.discord.session.interaction.InteractionMatch;
import org.discordbridge.discord.session.interaction.InteractionReader;
import org.discordbridge.discord.session.interaction.InteractionReceiver;
import org.discordbridge.discord.session.interaction.Interactions;
import org.discordbridge.discord.session.interaction.PendingAnswers;
import org.discordbridge.discord.session.rest.AnswerCounts;
import org.discordbridge.discord.session.rest.BanGuard;
import org.discordbridge.discord.session.rest.SteadyClock;
import org.discordbridge.discord.session.subscribe.ChannelListener;
import org.discordbridge.discord.session.subscribe.RouteNeeds;
import org.discordbridge.discord.session.subscribe.Subscriber;
import org.discordbridge.discord.session.subscribe.Subscribers;
import org.discordbridge.discord.session.subscribe.Subscription;
import org.discordbridge.event.EventType;
import org.discordbridge.event.GatewayReady;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a session with Discord: a gateway connection for each shard, and REST beside them.
 *
 * <p>It reconnects and resumes by itself; it ends for good when Discord says for one shard that reconnecting is
 * useless. Subscribers are called on the websocket threads, for each shard in the order of its gateway, and must return
 * at once. Events of one guild come in order. Everything else may be called from any thread.
 */
public final class DiscordSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DiscordSession.class);
    private static final Duration CLOSE_WITHIN = Duration.ofMillis(1500);

    private final SessionSettings settings;
    private final Subscribers subscribers = new Subscribers();
    private final ChannelWatch watch = new ChannelWatch();
    private final Lifecycle life = new Lifecycle();
    private final Readiness ready = new Readiness(life);
    private final AtomicBoolean started = new AtomicBoolean();
    private final PendingAnswers pendingAnswers = new PendingAnswers();
    private final DiscordTime time = new DiscordTime();
    private final AnswerCounts counts = new AnswerCounts();
    private final Findings findings = new Findings(new SteadyClock());
    private final Interactions interactions = new Interactions(pendingAnswers, time, findings);
    private final ShardReports reports = new ShardReports(life, ready, watch, findings, subscribers);
    private volatile SessionException failure;
    private volatile Consumer<SessionException> onFailure = e -> {};
    private volatile Connection connection;
    private final Sharing sharing = new Sharing();
    private final EarlyConnection advance;
    private final HeldShards shards;
    private final Calls calls = new Calls(this::connected, pendingAnswers, time);

    public DiscordSession(SessionSettings settings, Transport transport) {
        this.settings = settings;
        this.advance = new EarlyConnection(this, settings, transport, counts);
        this.shards = new HeldShards(this, settings, advance, life, reports);
    }

    /**
     * Asks Discord over REST for the data that a start will need. May be called before it is known which events are
     * wanted. Blocks for half a minute at most.
     *
     * @throws SessionException if Discord refuses or does not answer; {@link #start} asks again
     */
    public void logIn() {
        advance.logIn();
    }

    /**
     * Begins to connect early, before a {@link #start} with the same needs. Events wait in the connection until then.
     * Does nothing if half of the sessions that Discord allows a day are used: a start that fails again and again must
     * not use up all. Blocks for half a minute at most.
     *
     * @param wanted the needs that {@link #start} will get; if it gets others, it connects again
     * @throws SessionException if Discord refuses or does not answer; {@link #start} asks again
     */
    public void connect(Collection<RouteNeeds> wanted) {
        advance.connect(wanted);
    }

    /**
     * Connects all shards, and waits until they are ready.
     *
     * @param wanted the events that subscribers will want: the gateway's intents follow from them
     * @throws SessionException if Discord refuses or does not answer in time; the session may be started again when
     *     {@link SessionException#isRetryable()}
     */
    public void start(Collection<RouteNeeds> wanted) {
        begin();
        try {
            List<Gateway> begun = advance.take(wanted);
            connected(advance.logIn());
            shards.prepared(begun);
            shards.serve(begun.stream().map(Gateway::shard).toList(), wanted);
            begun.forEach(gateway -> gateway.gate().open());
        } catch (SessionException e) {
            started.set(false);
            life.change(SessionState.NEW, 0, e.getMessage());
            throw e;
        }
        await();
    }

    private void begin() {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("The session is started already");
        }
        if (!life.change(SessionState.CONNECTING, 0, "it is connecting")) {
            throw new SessionException("The session is closed", false, null);
        }
    }

    private void await() {
        try {
            ready.await(settings.startTimeout());
        } catch (SessionException e) {
            if (state() != SessionState.FAILED) {
                close();
            }
            throw e;
        }
    }

    // --- shards that several processes share -------------------------------------------------------------------------

    /**
     * Shares the shards with other processes from now on. Call it before {@link #logIn}.
     *
     * @param perSecond number of requests that Discord allows all of them together in a second
     */
    public void share(SharedShards others, int perSecond) {
        sharing.begin(others, perSecond);
        findings.shared(() -> !others.isAlone());
    }

    Sharing sharing() {
        return sharing;
    }

    /**
     * Begins without any shard: requests are possible from now on.
     *
     * @throws SessionException if Discord refuses or does not answer
     */
    public void startWithoutShards() {
        begin();
        try {
            connected(advance.logIn());
        } catch (SessionException e) {
            started.set(false);
            life.change(SessionState.NEW, 0, e.getMessage());
            throw e;
        }
    }

    /**
     * Waits until the present shards are ready. Without any, the session is ready at once.
     *
     * @param isNewThere whether the bot was not there a moment ago, in another process, so that its being ready is news
     * @throws SessionException if Discord refuses, or they are not ready in time
     */
    public void awaitShards(boolean isNewThere) {
        reports.setNews(isNewThere);
        Connection current = advance.logIn();
        reports.standBy(current.selfId(), current.selfName());
        await();
    }

    /** Returns the shards that this process has. */
    public HeldShards shards() {
        return shards;
    }

    /**
     * Delivers events of exactly those kinds to {@code subscriber}, on the websocket threads: it must not block. If the
     * subscriber is known already, it misses and repeats no event that it wanted before and still wants.
     */
    public Subscription subscribe(Set<EventType> types, Subscriber subscriber) {
        subscribers.set(subscriber, types);
        return () -> subscribers.set(subscriber, Set.of());
    }

    /** Tells {@code watcher} which messages may have been missed. */
    public Subscription watch(ChannelListener watcher) {
        return watch.add(watcher);
    }

    /** Serves a kind of interactions: each is acknowledged, and handed to the one receiver that it fits best. */
    public Subscription serve(InteractionMatch service, InteractionReceiver receiver) {
        return interactions.serve(service, receiver);
    }

    /** Completes when the gateway is ready for the first time; exceptionally if it never will be. */
    public CompletableFuture<GatewayReady> whenReady() {
        return ready.future();
    }

    /** Returns the state of the session. */
    public SessionState state() {
        return life.state();
    }

    /** Returns the state of the session and its shards, and the reason for it. */
    public SessionStatus status() {
        return life.status();
    }

    /** Sets an action that is called once if Discord ends the session for good after it was ready. */
    public void onFailure(Consumer<SessionException> action) {
        this.onFailure = action;
    }

    /** Returns the number of recent requests that Discord has refused in a way that counts towards a ban. */
    public int refusedRequests() {
        Connection current = connection;
        return current == null ? 0 : current.rest().guard().count();
    }

    /**
     * Says until when and why requests are held back, so that Discord does not ban this address; null if they are not.
     */
    public String heldBack() {
        Connection current = connection;
        BanGuard.Held held = current == null ? null : current.rest().guard().held();
        return held == null
                ? null
                : "Requests to Discord are held back until " + held.until() + ", since " + held.why();
    }

    /** Returns the figures of the session for metrics. */
    public SessionFigures figures() {
        return SessionFigures.of(life.status(), ready.event(), findings, connection, counts);
    }

    /** Returns the faults of the session, as far as they can be seen. */
    public Findings findings() {
        return findings;
    }

    /** Returns the bot's user id, as the login has told it; the login is made if it was not. */
    public String botId() {
        return advance.logIn().selfId();
    }

    /** Returns the calls to Discord's REST API. They throw a {@link DiscordException} while there is no session. */
    public Calls calls() {
        return calls;
    }

    private Connection connected() {
        Connection current = connection;
        SessionState state = life.state();
        if (current == null || state == SessionState.CLOSED || state == SessionState.FAILED) {
            throw new DiscordException(
                    failure != null ? failure.getMessage() : "There is no session with Discord (" + state + ")",
                    0,
                    0,
                    failure);
        }
        return current;
    }

    @Override
    public void close() {
        if (state() == SessionState.CLOSED) {
            return;
        }
        if (state() != SessionState.FAILED) {
            life.change(SessionState.CLOSED, 0, "it is closed");
        }
        advance.close();
        Connection current = connection == null ? advance.made() : connection;
        shards.dismiss();
        if (current != null) {
            // routes have stopped, so nothing is queued any more; JDA's graceful shutdown would last for a minute
            current.shards().shutDown();
            try {
                if (!current.shards().awaitShutdown(CLOSE_WITHIN)) {
                    LOG.warn("Discord's gateway did not close within {} ms", CLOSE_WITHIN.toMillis());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Takes the connection, before any event of its shards is handled. */
    private void connected(Connection made) {
        connection = made;
        sharing.limit(made);
        if (state() == SessionState.CLOSED) {
            made.shards().shutDown();
        }
    }

    // for Gateway, on the websocket threads of all shards

    Subscribers subscribers() {
        return subscribers;
    }

    ChannelWatch watch() {
        return watch;
    }

    void interaction(DataObject payload) {
        Connection current = connection;
        if (sharing.mayAnswer()) {
            interactions.take(payload, current.rest(), new InteractionReader(current.places()));
        }
    }

    ShardReports reports() {
        return reports;
    }

    /** Ends the session, since one shard has ended for good. */
    void ended(int closeCode, SessionException reason) {
        if (state() == SessionState.CLOSED || !life.fail(closeCode, reason.getMessage())) {
            return;
        }
        failure = reason;
        Connection current = connection;
        if (current != null) {
            current.shards().end();
        }
        if (!ready.future().completeExceptionally(reason)) {
            LOG.error("The session with Discord has ended: {}", reason.getMessage());
            onFailure.accept(reason);
        }
    }
}
