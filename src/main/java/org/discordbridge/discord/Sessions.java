package org.discordbridge.discord;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.discordbridge.discord.options.DiscordConfiguration;
import org.discordbridge.discord.options.GatewayEvents;
import org.discordbridge.discord.session.SessionException;
import org.discordbridge.discord.session.connect.Transport;
import org.discordbridge.discord.session.subscribe.RouteNeeds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the sessions of a component, one for each token and API, and says when they connect: when the context has
 * started. If one cannot, the context does not start.
 *
 * <p>Under a supervising route controller it is the routes that fail, and the controller starts them again. A session
 * that has ended is then replaced by a new one, with longer and longer pauses, since Discord allows a limited number of
 * them a day.
 */
final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final DiscordComponent component;
    private final Map<String, SessionHolder> held = new ConcurrentHashMap<>();
    private final Map<String, Setback> setbacks = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger();
    private final List<Runnable> waiting = new ArrayList<>();
    private volatile boolean started;

    /**
     * Tells of sessions that could not start, or have ended for good.
     *
     * @param count how many there were since the last one that was ready
     * @param until when the next may begin, by the clock of {@link System#nanoTime}
     */
    private record Setback(SessionException reason, int count, long until) {
        static Setback after(Setback before, SessionException reason) {
            int count = before == null ? 1 : before.count + 1;
            Duration pause = Duration.ofSeconds(1L << Math.min(count - 1, 10));
            return new Setback(
                    reason,
                    count,
                    System.nanoTime() + (pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE).toNanos());
        }

        Duration left() {
            return Duration.ofNanos(Math.max(0, until - System.nanoTime()));
        }
    }

    Sessions(DiscordComponent component) {
        this.component = component;
    }

    Collection<SessionHolder> all() {
        return held.values();
    }

    /** Returns whether the context has started, so that every session was asked to connect. */
    boolean areStarted() {
        return started;
    }

    /**
     * Returns the session for that token and API, and makes it if there is none. If the context runs already, a new one
     * is connected in the background.
     */
    SessionHolder of(DiscordConfiguration options) {
        boolean[] isNew = new boolean[1];
        SessionHolder session = present(options, isNew);
        if (isNew[0] && started) {
            connectLater(session);
        }
        return session;
    }

    /** Returns the session for a route that begins with that endpoint, and notes what the route wants of it. */
    SessionHolder of(DiscordEndpoint endpoint, String routeId) {
        boolean[] isNew = new boolean[1];
        SessionHolder session = present(endpoint.getConfiguration(), isNew);
        session.want(routeId, endpoint.interests());
        if (isNew[0] && started && !supervision().isOn()) {
            connectLater(session);
        }
        return session;
    }

    /**
     * Connects the session of a route that is about to start, if a controller supervises routes and the context runs
     * already. Blocks.
     *
     * @throws SessionException if it cannot be connected now
     */
    void connectForRoute(SessionHolder session) {
        if (started && supervision().isOn()) {
            // they will start too, and what they want cannot be asked for later
            supervision().inputs(session.key()).forEach((route, input) -> session.expect(route, input.interests()));
            connect(session);
        }
    }

    private SessionHolder present(DiscordConfiguration options, boolean[] isNew) {
        SessionHolder usual = held.get(key(options));
        if (usual != null && usual.isAsked() && !usual.hasEnded()) {
            return usual;
        }
        SessionHolder[] ended = new SessionHolder[1];
        SessionHolder session = held.compute(key(options), (key, present) -> {
            if (present != null && !(present.hasEnded() && mayReplace(key))) {
                return present;
            }
            ended[0] = present;
            isNew[0] = true;
            return make(options, present == null ? made.incrementAndGet() : present.number());
        });
        if (ended[0] != null) {
            ended[0].close();
        }
        session.ask();
        return session;
    }

    private boolean mayReplace(String key) {
        Setback setback = setbacks.get(key);
        return started
                && supervision().isOn()
                && setback != null
                && setback.left().isZero();
    }

    private Supervision supervision() {
        return new Supervision(component.getCamelContext());
    }

    /** Returns a text that is the same for endpoints that share a session. It has the token in it. */
    static String key(DiscordConfiguration options) {
        return options.getToken() + "@" + options.getApiUrl();
    }

    private SessionHolder make(DiscordConfiguration options, int number) {
        SessionHolder holder = new SessionHolder(
                number,
                key(options),
                SessionOptions.of(options),
                transport(options),
                component.sharing(),
                component.getRequestsPerSecond(),
                component.getCamelContext());
        holder.session().onFailure(failure -> inTheBackground("after failure", () -> ended(holder, failure)));
        holder.session().whenReady().thenRun(this::tellIfReady);
        return holder;
    }

    private Transport transport(DiscordConfiguration options) {
        boolean byJda = options.getGatewayEvents() == GatewayEvents.JDA;
        if (byJda && component.sharing() != null) {
            throw new IllegalArgumentException(
                    "gatewayEvents=jda does not go with shardSharing: only dispatches that are"
                            + " read before JDA reads them can be handed over. Leave one of the two out");
        }
        return new Transport(component.getHttpClient(), component.getJdaCustomizer(), byJda);
    }

    /** Returns the session for that token and API before anything has asked for it. */
    SessionHolder early(DiscordConfiguration options) {
        return held.computeIfAbsent(key(options), key -> make(options, made.incrementAndGet()));
    }

    /** Begins to connect a session that was made early, if there is one, for the inputs that have its token. */
    void connect(DiscordConfiguration options, Collection<DiscordEndpoint> inputs) {
        SessionHolder own = held.get(key(options));
        List<RouteNeeds> expected = inputs.stream()
                .filter(endpoint -> key(endpoint.getConfiguration()).equals(key(options)))
                .flatMap(endpoint -> endpoint.interests().stream())
                .toList();
        if (own != null && !expected.isEmpty()) {
            own.connect(expected);
        }
    }

    /**
     * Connects all sessions that were asked for, and drops the others.
     *
     * @throws SessionException if one cannot be connected, and no controller supervises its routes
     */
    void start() {
        held.values().stream().filter(session -> !session.isAsked()).forEach(SessionHolder::close);
        held.values().removeIf(session -> !session.isAsked());
        boolean supervised = supervision().isOn();
        for (SessionHolder session : held.values()) {
            try {
                connect(session);
            } catch (SessionException e) {
                if (!supervised || !supervision().hasAll(session.routes())) {
                    throw e;
                }
                // restarts of the routes have to find it so
                started = true;
                LOG.error("{}. Its routes are started again by the route controller", e.getMessage());
                supervision().handOver(session.routes(), e);
            }
        }
        started = true;
        tellIfReady();
    }

    /**
     * Does something once the context has started and every session that was asked for has been ready: at once, on this
     * thread, if that is so. A session that fails is waited for until another one is ready in its place.
     */
    void whenReady(Runnable action) {
        synchronized (waiting) {
            waiting.add(action);
        }
        tellIfReady();
    }

    private void tellIfReady() {
        List<Runnable> due;
        synchronized (waiting) {
            if (!started || !held.values().stream().allMatch(SessionHolder::hasBeenReady)) {
                return;
            }
            due = List.copyOf(waiting);
            waiting.clear();
        }
        due.forEach(Runnable::run);
    }

    /** Returns whether a session that was asked for late is being connected in the background. */
    boolean isBeingConnected(SessionHolder session) {
        return started && !session.isRunning() && !session.hasEnded();
    }

    /**
     * Connects a session, unless it is connected. Blocks.
     *
     * @throws SessionException if it cannot be connected now
     */
    void connect(SessionHolder session) {
        synchronized (session) {
            if (session.isRunning() && !session.hasEnded()) {
                return;
            }
            Setback setback = setbacks.get(session.key());
            if (session.hasEnded() && setback == null) {
                throw new SessionException("The session with Discord has ended", true, null);
            }
            if (session.hasEnded() || setback != null && !setback.left().isZero()) {
                throw new SessionException(
                        setback.reason().getMessage() + ". The next try is in "
                                + (setback.left().toSeconds() + 1) + " s",
                        true,
                        setback.reason());
            }
            try {
                session.start(component.getCamelContext());
                setbacks.remove(session.key());
            } catch (SessionException e) {
                setbacks.compute(session.key(), (key, before) -> Setback.after(before, e));
                throw e;
            }
        }
    }

    /** Connects for a route that is added later, with a token that no route had before. */
    private void connectLater(SessionHolder session) {
        inTheBackground("connect to Discord", () -> {
            try {
                connect(session);
            } catch (SessionException e) {
                LOG.error("{}", e.getMessage());
                stopContextIfAsked();
            }
        });
    }

    /** Handles the end of a session that was ready. The session has logged it. */
    private void ended(SessionHolder session, SessionException reason) {
        if (stopContextIfAsked() || !supervision().isOn()) {
            return;
        }
        setbacks.compute(session.key(), (key, before) -> Setback.after(before, reason));
        supervision().handOver(session.routes(), reason);
    }

    private boolean stopContextIfAsked() {
        if (component.isStopContextOnFailure()) {
            // on a thread of its own, since the stop ends the threads of the session
            inTheBackground("stop after failure", component.getCamelContext()::stop);
        }
        return component.isStopContextOnFailure();
    }

    private void inTheBackground(String name, Runnable task) {
        CamelContext context = component.getCamelContext();
        context.getExecutorServiceManager().newThread(name, task).start();
    }

    void close() {
        held.values().forEach(SessionHolder::close);
        held.clear();
        setbacks.clear();
        started = false;
        synchronized (waiting) {
            waiting.clear();
        }
    }
}
