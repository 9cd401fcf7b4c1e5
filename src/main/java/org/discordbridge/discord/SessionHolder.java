package org.discordbridge.discord;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.support.task.Tasks;
import org.apache.camel.support.task.budget.Budgets;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.discord.session.SessionException;
import org.discordbridge.discord.session.SessionSettings;
import org.discordbridge.discord.session.SessionState;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.connect.Transport;
import org.discordbridge.discord.session.life.DiscordSession;
import org.discordbridge.discord.session.subscribe.RouteNeeds;
import org.discordbridge.discord.sharing.ShardSharing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one session and the events that the routes want of it. Lives as long as the component: a reloaded route finds
 * it unchanged.
 */
final class SessionHolder {
    private static final Logger LOG = LoggerFactory.getLogger(SessionHolder.class);
    private static final int MOST_NAMED = 6;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration GUILDS_COME = Duration.ofSeconds(20);

    private final int number;
    private final String key;
    private final DiscordSession session;
    private final SessionSettings settings;
    private final Map<String, EventIntake> intakes = new ConcurrentHashMap<>();
    private final CommandRegistry commands;
    private final ShardShare share;
    private final Map<String, List<RouteNeeds>> interests = new ConcurrentHashMap<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private volatile boolean running;
    private volatile boolean asked;

    /**
     * Makes a session that is not started.
     *
     * @param number tells the sessions of a component apart, counted from 1
     * @param key the same for endpoints that share it; has the token in it
     * @param transport what was given for the connections
     * @param sharing shares the shards with other processes; null if there are none
     * @param requestsPerSecond number of requests that Discord allows all of these together in a second
     */
    SessionHolder(
            int number,
            String key,
            SessionSettings settings,
            Transport transport,
            ShardSharing sharing,
            int requestsPerSecond,
            CamelContext context) {
        this.number = number;
        this.key = key;
        this.settings = settings;
        session = new DiscordSession(settings, transport);
        commands = new CommandRegistry(session);
        share = sharing == null
                ? null
                : new ShardShare(
                        sharing,
                        session,
                        commands,
                        this::intakes,
                        context.getExecutorServiceManager().newCachedThreadPool(this, "discord shards"),
                        requestsPerSecond);
    }

    /** Returns this process's share of the shards; null if it has all of them, as nobody else is there. */
    ShardShare share() {
        return share;
    }

    /** Returns whether this process may handle events now. */
    boolean mayAct() {
        return share == null || share.mayAct();
    }

    /**
     * Returns whether this process may hand an event over now. If what it tells the others does not come through, it holds
     * what another one would read again: it does not reach Kafka either, and both would publish it.
     */
    boolean mayHandOver(Delivery delivery) {
        return share == null
                || share.mayAct()
                        && (!delivery.isReadAgain() || share.membership().isHeard() || share.isAlone());
    }

    /** Finds the work that an event of a guild belongs to; null if none is counted. */
    ShardWork workOf(String guildId) {
        return share == null ? null : share.works().of(guildId);
    }

    /** Returns the shards that this process has of those that it shares; none if it shares none. */
    List<Shard> heldShards() {
        return share == null ? List.of() : share.works().shards();
    }

    /** Begins to connect early, with the needs that the routes will have, as far as is known. */
    void connect(Collection<RouteNeeds> expected) {
        if (share == null) {
            session.connect(expected);
        } else {
            share.joinEarly(expected);
        }
    }

    /** Gives the shards to other processes, if there are any. Blocks meanwhile. */
    void leave(Duration within) {
        if (share != null && running) {
            share.leave(within);
        }
    }

    DiscordSession session() {
        return session;
    }

    int number() {
        return number;
    }

    String key() {
        return key;
    }

    /** Returns whether the session is over for good; another one would be needed. */
    boolean hasEnded() {
        return session.state() == SessionState.FAILED || session.state() == SessionState.CLOSED;
    }

    /** Returns whether the gateway has been ready at least once. */
    boolean hasBeenReady() {
        return session.whenReady().isDone() && !session.whenReady().isCompletedExceptionally();
    }

    /** Returns the ids of routes that want events. */
    Set<String> routes() {
        return Set.copyOf(interests.keySet());
    }

    /** Notes what a route will want that has not started yet. */
    void expect(String routeId, List<RouteNeeds> wanted) {
        if (!running) {
            interests.put(routeId, wanted);
        }
    }

    /** Notes the events that a route wants: the gateway's intents follow from them when the session is started. */
    void want(String routeId, List<RouteNeeds> wanted) {
        interests.put(routeId, wanted);
        Set<String> asked = session.status().intents();
        List<RouteNeeds> unheard = wanted.stream()
                .filter(interest -> !asked.containsAll(interest.intents()))
                .toList();
        if (running && !unheard.isEmpty()) {
            Set<String> missing = new TreeSet<>();
            unheard.forEach(interest -> missing.addAll(interest.intents()));
            missing.removeAll(asked);
            LOG.error(
                    "Route {} wants {}, for which the running session has not asked Discord ({}): it gets none until"
                            + " the application is started again",
                    routeId,
                    endpoints(unheard),
                    missing);
        }
    }

    /** Returns the intake of the route with that id: the same object before and after its reload. */
    EventIntake intake(String routeId, CamelContext context) {
        return intakes.computeIfAbsent(routeId, id -> new EventIntake(id, context, this, this::forget));
    }

    private void forget(EventIntake intake) {
        intakes.remove(intake.routeId(), intake);
        interests.remove(intake.routeId());
    }

    Collection<EventIntake> intakes() {
        return intakes.values();
    }

    /** Returns the registry that knows which route serves which interactions. */
    CommandRegistry commands() {
        return commands;
    }

    /**
     * Connects, and tries again while Discord does not answer, until the start-up timeout.
     *
     * @throws SessionException if it cannot; its message names the endpoints
     */
    void start(CamelContext context) {
        List<RouteNeeds> wanted = wanted();
        AtomicReference<SessionException> failure = new AtomicReference<>();
        boolean done = Tasks.foregroundTask()
                .withName("connect to Discord")
                .withBudget(Budgets.iterationTimeBudget()
                        .withInitialDelay(Duration.ZERO)
                        .withInterval(RETRY)
                        .withMaxDuration(settings.startTimeout())
                        .build())
                .build()
                .run(context, () -> connect(wanted, failure));
        if (!done || failure.get() != null) {
            SessionException reason = failure.get();
            throw new SessionException(
                    "Cannot start " + (wanted.isEmpty() ? "discord" : endpoints(wanted)) + ": " + reason.getMessage(),
                    false,
                    reason);
        }
        List<Runnable> actions;
        synchronized (waiting) {
            running = true;
            actions = List.copyOf(waiting);
            waiting.clear();
        }
        commands.open();
        actions.forEach(Runnable::run);
    }

    private boolean connect(Collection<RouteNeeds> wanted, AtomicReference<SessionException> failure) {
        try {
            if (share == null) {
                session.start(wanted);
            } else {
                share.start(wanted, settings.startTimeout());
            }
            failure.set(null);
            return true;
        } catch (SessionException e) {
            failure.set(e);
            if (e.isRetryable()) {
                LOG.warn("Waiting for Discord: {}", e.getMessage());
            }
            return !e.isRetryable();
        }
    }

    /**
     * Reports oddities once the session is connected and its guilds have come, if they still exist then.
     *
     * @param oddities sentences for people; asked for several times, since guilds come one by one
     */
    void tellOddities(CamelContext context, Supplier<List<String>> oddities, Consumer<String> teller) {
        whenRunning(() -> context.getExecutorServiceManager()
                .newThread("look at names", () -> {
                    AtomicInteger looks = new AtomicInteger();
                    Tasks.foregroundTask()
                            .withName("look at names")
                            .withBudget(Budgets.iterationTimeBudget()
                                    .withInitialDelay(Duration.ZERO)
                                    .withInterval(RETRY)
                                    .withMaxDuration(GUILDS_COME)
                                    .build())
                            .build()
                            .run(
                                    context,
                                    () -> !running
                                            || looked(oddities).isEmpty()
                                            || session.findings().haveGuildsCome() && looks.incrementAndGet() > 1);
                    if (running) {
                        looked(oddities).forEach(teller);
                    }
                })
                .start());
    }

    private static List<String> looked(Supplier<List<String>> oddities) {
        try {
            return oddities.get();
        } catch (DiscordException e) {
            LOG.debug("Names were not looked at, as there is no session any more", e);
            return List.of();
        }
    }

    private void whenRunning(Runnable action) {
        synchronized (waiting) {
            if (!running) {
                waiting.add(action);
                return;
            }
        }
        action.run();
    }

    /** Returns whether anything has asked for the session, other than a login in advance. */
    boolean isAsked() {
        return asked;
    }

    void ask() {
        asked = true;
    }

    boolean isRunning() {
        return running;
    }

    private List<RouteNeeds> wanted() {
        return interests.values().stream().flatMap(List::stream).toList();
    }

    /** Lists the names of endpoints; if there are many, only some, since the reader knows the routes. */
    private static String endpoints(Collection<RouteNeeds> of) {
        List<String> names =
                of.stream().map(RouteNeeds::endpoint).distinct().sorted().toList();
        return names.size() <= MOST_NAMED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMED)) + " and " + (names.size() - MOST_NAMED) + " more";
    }

    void close() {
        running = false;
        commands.close();
        session.close();
        intakes.values().forEach(EventIntake::close);
        if (share != null) {
            share.close();
        }
    }
}
