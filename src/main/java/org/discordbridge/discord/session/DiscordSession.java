package org.discordbridge.discord.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.event.EventType;
import org.discordbridge.event.GatewayReady;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session with Discord: one gateway connection, and REST beside it.
 *
 * <p>It reconnects and resumes by itself; it ends for good when Discord says that reconnecting is no use. Subscribers are
 * called on the websocket thread, in the order of the gateway, and must return at once. Everything else may be called
 * from any thread.
 */
public final class DiscordSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DiscordSession.class);
    private static final Duration CLOSE_WITHIN = Duration.ofMillis(1500);

    private final SessionSettings settings;
    private final Subscribers subscribers = new Subscribers();
    private final Watch watch = new Watch();
    private final CompletableFuture<GatewayReady> ready = new CompletableFuture<>();
    private final AtomicLong disconnects = new AtomicLong();
    private final AtomicBoolean started = new AtomicBoolean();
    private final PendingAnswers pendingAnswers = new PendingAnswers();
    private final DiscordTime time = new DiscordTime();
    private final Interactions interactions = new Interactions(pendingAnswers, time);
    private final OwnWebhooks ownWebhooks = new OwnWebhooks();
    private volatile SessionStatus status =
            new SessionStatus(SessionState.NEW, Instant.now(), 0, "it is not started", null, Set.of());
    private volatile SessionException failure;
    private volatile Consumer<SessionException> onFailure = e -> {};
    private volatile Connection connection;

    public DiscordSession(SessionSettings settings) {
        this.settings = settings;
    }

    /**
     * Connects, and waits until the gateway is ready.
     *
     * @param wanted what will be subscribed to, and by whom: the gateway's intents follow from it
     * @throws SessionException if Discord refuses or does not answer in time; the session may be started again when
     *     {@link SessionException#isRetryable()}
     */
    public void start(Collection<Interest> wanted) {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("The session is started already");
        }
        change(SessionState.CONNECTING, 0, "it is connecting");
        if (state() == SessionState.CLOSED) {
            throw new SessionException("The session is closed", false, null);
        }
        try {
            Gateway.connect(this, settings, wanted);
        } catch (SessionException e) {
            started.set(false);
            change(SessionState.NEW, 0, e.getMessage());
            throw e;
        }
        awaitReady();
    }

    private void awaitReady() {
        try {
            ready.get(settings.startTimeout().toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            throw (SessionException) e.getCause();
        } catch (java.util.concurrent.TimeoutException e) {
            close();
            throw new SessionException(
                    "Discord's gateway was not ready within "
                            + settings.startTimeout().toSeconds()
                            + " s. Check that websocket connections to it are possible from here",
                    false,
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SessionException("Interrupted while waiting for Discord's gateway", false, e);
        }
    }

    /**
     * Delivers events of exactly those kinds to {@code subscriber}, on the websocket thread: it must not block. A
     * subscriber that is known already misses and doubles nothing of what it wanted before and still wants.
     */
    public Subscription subscribe(Set<EventType> types, Subscriber subscriber) {
        subscribers.set(subscriber, types);
        return () -> subscribers.set(subscriber, Set.of());
    }

    /** Tells {@code watcher} what may have been missed. */
    public Subscription watch(Watcher watcher) {
        return watch.add(watcher);
    }

    /** Serves a kind of interactions: each is acknowledged, and handed to the one receiver that it fits best. */
    public Subscription serve(InteractionService service, InteractionReceiver receiver) {
        return interactions.serve(service, receiver);
    }

    /** Completes when the gateway is ready for the first time; exceptionally if it never will be. */
    public CompletableFuture<GatewayReady> whenReady() {
        return ready;
    }

    /** Where the session is in its life. */
    public SessionState state() {
        return status.state();
    }

    /** Where the session is in its life, and why. */
    public SessionStatus status() {
        return status;
    }

    /** Called once if Discord ends the session for good after it was ready. */
    public void onFailure(Consumer<SessionException> action) {
        this.onFailure = action;
    }

    /** How many requests of late Discord has refused in a way that counts towards a ban. */
    public int refusedRequests() {
        Connection current = connection;
        return current == null ? 0 : current.rest().guard().count();
    }

    /** When requests go on that are held back so that Discord does not ban this address; null if they are not. */
    public Instant heldBackUntil() {
        Connection current = connection;
        return current == null ? null : current.rest().guard().heldUntil();
    }

    /** What is known of it, for figures. */
    public SessionFigures figures() {
        GatewayReady first = ready.isDone() && !ready.isCompletedExceptionally() ? ready.join() : null;
        return SessionFigures.of(status, first, disconnects.get(), connection);
    }

    /** The bot's own user id. */
    public String selfId() {
        return connected().selfId();
    }

    /** The name of a role, null if it is not known. */
    public String roleName(String guildId, String roleId) {
        return connected().places().role(guildId, roleId);
    }

    /** The application's id, which differs from the user's for old bots. */
    public String applicationId() {
        return connected().applicationId();
    }

    /** Messages sent into a channel. */
    public Outbox outbox() {
        Connection current = connected();
        return new Outbox(current.rest(), current.reader());
    }

    /** Answers to interactions. */
    public Replies replies() {
        Connection current = connected();
        return new Replies(current.rest(), current.reader(), current.applicationId(), pendingAnswers, time);
    }

    /** Messages that are there already. */
    public Messages messages() {
        Connection current = connected();
        return new Messages(current.rest(), current.reader(), current.applicationId(), replies());
    }

    /** Channels, threads and direct messages. */
    public Channels channels() {
        Connection current = connected();
        return new Channels(current.jda(), current.rest(), current.reader());
    }

    /** Members of guilds. */
    public Members members() {
        return new Members(connected().rest());
    }

    /** Posts under another name. */
    public Webhooks webhooks() {
        Connection current = connected();
        return new Webhooks(current.jda(), current.rest(), current.reader(), ownWebhooks);
    }

    /**
     * Makes these the commands of a guild, or those of everywhere, and no others; asks Discord for nothing if they are.
     *
     * @param guildId null for everywhere
     * @param commands as {@link CommandTree} makes them
     * @return whether they were others before
     */
    public CompletableFuture<Boolean> register(String guildId, List<Map<String, Object>> commands) {
        Connection current = connected();
        return new CommandRegistration(current.rest(), current.applicationId()).register(guildId, commands);
    }

    private Connection connected() {
        Connection current = connection;
        SessionState state = status.state();
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
            change(SessionState.CLOSED, 0, "it is closed");
        }
        Connection current = connection;
        if (current != null) {
            // nothing is queued any more when routes have stopped; JDA's graceful way would linger for a minute
            current.jda().shutdownNow();
            try {
                if (!current.jda().awaitShutdown(CLOSE_WITHIN)) {
                    LOG.warn("Discord's gateway did not close within {} ms", CLOSE_WITHIN.toMillis());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    // called by Gateway, on the websocket thread

    Subscribers subscribers() {
        return subscribers;
    }

    Watch watch() {
        return watch;
    }

    /** What it serves and asks for is known; nothing has arrived yet. */
    void connected(Connection made, Set<Intent> intents) {
        Set<String> names = intents.stream().map(Enum::name).collect(Collectors.toSet());
        connection = made;
        synchronized (this) {
            status = status.serving(
                    made.jda().getShardInfo().getShardId() + " of "
                            + made.jda().getShardInfo().getShardTotal(),
                    names);
        }
        if (state() == SessionState.CLOSED) {
            made.jda().shutdownNow();
        }
    }

    /** What is closed stays so. */
    private synchronized void change(SessionState state, int closeCode, String reason) {
        if (status.state() != SessionState.CLOSED) {
            status = status.with(state, closeCode, reason);
        }
    }

    void interaction(DataObject payload) {
        Connection current = connection;
        interactions.take(payload, current.rest(), new InteractionReader(current.places()));
    }

    void ready(String botId, String botName, List<String> guilds) {
        // first: while it is ready, everything that may be missing is known of
        watch.began(guilds);
        change(SessionState.READY, 0, null);
        GatewayReady event = new GatewayReady(Instant.now(), botId, botName, guilds.size());
        if (!ready.isDone()) {
            LOG.info("Discord's gateway is ready: bot {} ({}) in {} guilds", botName, botId, guilds.size());
            ready.complete(event);
            subscribers.deliver(event, null);
        } else {
            LOG.warn("Discord's gateway made a new session: of what happened in between, messages can be read, if a"
                    + " route keeps positions; nothing else is delivered");
        }
    }

    void resumed() {
        change(SessionState.READY, 0, null);
        LOG.info("Discord's gateway connection resumed");
    }

    void disconnected(int closeCode, String meaning) {
        if (state() == SessionState.READY) {
            disconnects.incrementAndGet();
            change(
                    SessionState.RECONNECTING,
                    closeCode,
                    closeCode == 0
                            ? "the connection was lost without a close code"
                            : "Discord closed the connection with " + closeCode + " (" + meaning + ")");
            LOG.warn("Discord's gateway connection is lost (code {}), reconnecting", closeCode);
        }
    }

    void ended(int closeCode, SessionException reason) {
        if (state() == SessionState.CLOSED) {
            return;
        }
        change(SessionState.FAILED, closeCode, reason.getMessage());
        failure = reason;
        if (!ready.completeExceptionally(reason)) {
            LOG.error("The session with Discord has ended: {}", reason.getMessage());
            onFailure.accept(reason);
        }
    }
}
