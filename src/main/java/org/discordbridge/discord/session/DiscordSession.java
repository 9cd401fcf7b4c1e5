package org.discordbridge.discord.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.event.CommandInvoked;
import org.discordbridge.event.DiscordEvent;
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
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

    private final SessionSettings settings;
    private final Map<EventType, List<Consumer<DiscordEvent>>> subscribers = new EnumMap<>(EventType.class);
    private final Map<String, Boolean> ephemeralByCommand = new ConcurrentHashMap<>();
    private final CompletableFuture<GatewayReady> ready = new CompletableFuture<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private final PendingAnswers pendingAnswers = new PendingAnswers();
    private final OwnWebhooks ownWebhooks = new OwnWebhooks();
    private volatile SessionState state = SessionState.NEW;
    private volatile SessionException failure;
    private volatile Consumer<SessionException> onFailure = e -> {};
    private volatile Connection connection;

    /** What exists once connected. */
    record Connection(JDA jda, Rest rest, GatewayPayloads payloads) {
        String selfId() {
            return jda.getSelfUser().getId();
        }

        MessageReader reader() {
            return new MessageReader(jda, payloads);
        }

        String applicationId() {
            return jda.getSelfUser().getApplicationId();
        }
    }

    public DiscordSession(SessionSettings settings) {
        this.settings = settings;
        for (EventType type : EventType.values()) {
            subscribers.put(type, new CopyOnWriteArrayList<>());
        }
    }

    /**
     * Connects, and waits until the gateway is ready.
     *
     * @param wanted what will be subscribed to: the gateway's intents follow from it
     * @throws SessionException if Discord refuses or does not answer in time; the session may be started again when
     *     {@link SessionException#isRetryable()}
     */
    public void start(Collection<EventType> wanted) {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("The session is started already");
        }
        state = SessionState.CONNECTING;
        try {
            Gateway.connect(this, settings, Intents.of(wanted));
        } catch (SessionException e) {
            started.set(false);
            state = SessionState.NEW;
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

    /** Delivers events of that kind to {@code subscriber}, on the websocket thread: it must not block. */
    public Subscription subscribe(EventType type, Consumer<DiscordEvent> subscriber) {
        List<Consumer<DiscordEvent>> list = subscribers.get(type);
        list.add(subscriber);
        return () -> list.remove(subscriber);
    }

    /** Whether, and how, uses of that slash command are acknowledged: visible to the user alone if ephemeral. */
    public Subscription acknowledge(String command, boolean ephemeral) {
        ephemeralByCommand.put(command, ephemeral);
        return () -> ephemeralByCommand.remove(command);
    }

    /** Completes when the gateway is ready for the first time; exceptionally if it never will be. */
    public CompletableFuture<GatewayReady> whenReady() {
        return ready;
    }

    /** Where the session is in its life. */
    public SessionState state() {
        return state;
    }

    /** Why it is {@link SessionState#FAILED}, else null. */
    public SessionException failure() {
        return failure;
    }

    /** Called once if Discord ends the session for good after it was ready. */
    public void onFailure(Consumer<SessionException> action) {
        this.onFailure = action;
    }

    /** The bot's own user id. */
    public String selfId() {
        return connected().selfId();
    }

    /** The application's id, which differs from the user's for old bots. */
    public String applicationId() {
        return connected().applicationId();
    }

    /** Messages sent into a channel or as the answer to a command. */
    public Outbox outbox() {
        Connection current = connected();
        return new Outbox(current.rest(), current.reader(), current.applicationId(), pendingAnswers);
    }

    /** Messages that are there already. */
    public Messages messages() {
        Connection current = connected();
        return new Messages(current.rest(), current.reader(), current.applicationId());
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

    /** Registers slash commands, if they differ from what is registered. Completes with whether they did. */
    public CompletableFuture<Boolean> register(Collection<SlashCommand> commands) {
        Connection current = connected();
        return new CommandRegistration(current.rest(), current.applicationId()).register(commands);
    }

    private Connection connected() {
        Connection current = connection;
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
        if (state == SessionState.CLOSED) {
            return;
        }
        if (state != SessionState.FAILED) {
            state = SessionState.CLOSED;
        }
        Connection current = connection;
        if (current != null) {
            // nothing is queued any more when routes have stopped; JDA's graceful way would linger for a minute
            current.jda().shutdownNow();
            try {
                if (!current.jda().awaitShutdown(CLOSE_WITHIN)) {
                    LOG.warn("Discord's gateway did not close within {} s", CLOSE_WITHIN.toSeconds());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    // called by Gateway, on the websocket thread

    void connected(Connection made) {
        connection = made;
    }

    boolean wants(EventType type) {
        return !subscribers.get(type).isEmpty();
    }

    void message(DataObject payload) {
        if (wants(EventType.MESSAGE_CREATED)) {
            deliver(connection.payloads().message(payload));
        }
    }

    void interaction(DataObject payload) {
        String name = payload.getObject("data").getString("name", "");
        Boolean ephemeral = ephemeralByCommand.get(name);
        if (payload.getInt("type", 0) != 2 || ephemeral == null) {
            LOG.warn("Interaction {} (command {}) has no route and is not answered", payload.getString("id"), name);
            return;
        }
        String id = payload.getString("id");
        String token = payload.getString("token");
        pendingAnswers.add(token);
        // an answer must not overtake the acknowledgement, so the event follows it
        connection.rest().acknowledge(id, token, ephemeral).whenComplete((ignored, problem) -> {
            if (problem != null) {
                LOG.warn(
                        "Interaction {} could not be acknowledged: {}. Its answer will be an ordinary post",
                        id,
                        problem.getCause() == null
                                ? problem.getMessage()
                                : problem.getCause().getMessage());
            }
            CommandInvoked event = connection.payloads().command(payload, problem == null);
            deliver(event);
        });
    }

    private void deliver(DiscordEvent event) {
        for (Consumer<DiscordEvent> subscriber : subscribers.get(event.type())) {
            subscriber.accept(event);
        }
    }

    void ready(String botId, String botName, int guilds) {
        state = SessionState.READY;
        GatewayReady event = new GatewayReady(Instant.now(), botId, botName, guilds);
        if (!ready.isDone()) {
            LOG.info("Discord's gateway is ready: bot {} ({}) in {} guilds", botName, botId, guilds);
            ready.complete(event);
            deliver(event);
        } else {
            LOG.warn("Discord's gateway made a new session: what happened in between was not delivered");
        }
    }

    void resumed() {
        state = SessionState.READY;
        LOG.info("Discord's gateway connection resumed");
    }

    void disconnected(int closeCode) {
        if (state == SessionState.READY) {
            state = SessionState.RECONNECTING;
            LOG.warn("Discord's gateway connection is lost (code {}), reconnecting", closeCode);
        }
    }

    void ended(SessionException reason) {
        if (state == SessionState.CLOSED) {
            return;
        }
        state = SessionState.FAILED;
        failure = reason;
        if (!ready.completeExceptionally(reason)) {
            LOG.error("The session with Discord has ended: {}", reason.getMessage());
            onFailure.accept(reason);
        }
    }

    /** Intents a session with these events asks for, for messages to people. */
    public static Set<String> intentsOf(Collection<EventType> wanted) {
        return Intents.namesOf(wanted);
    }
}
