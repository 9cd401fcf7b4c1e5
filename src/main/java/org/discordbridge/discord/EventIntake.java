package org.discordbridge.discord;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.discordbridge.discord.catchup.CatchUpOptions;
import org.discordbridge.discord.catchup.CatchUpTarget;
import org.discordbridge.discord.catchup.Positions;
import org.discordbridge.discord.catchup.PrefixedStates;
import org.discordbridge.discord.lanes.Lanes;
import org.discordbridge.discord.options.DiscordConfiguration;
import org.discordbridge.discord.session.life.DiscordSession;
import org.discordbridge.discord.session.subscribe.Subscriber;
import org.discordbridge.discord.session.subscribe.Subscription;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.EventType;
import org.discordbridge.event.MessageCreated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the events that wait between the gateway and one route: a lane for each channel, with a limit on their number.
 * It outlives the route's consumer, so that events that arrive during a reload wait for the new one.
 */
final class EventIntake {
    private static final Logger LOG = LoggerFactory.getLogger(EventIntake.class);
    private static final String NO_CHANNEL = "";
    /** Greatest number of exchanges under way: each needs more memory than a waiting event. */
    private static final int MOST_UNDER_WAY = 2_000;
    /** Time for which events of a removed route are kept: a route with the same id may be loaded again. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String routeId;
    private final CamelContext context;
    private final AtomicLong dropped = new AtomicLong();
    private final Backpressure pressure = new Backpressure();
    private final Subscriber receiver = this::receive;
    private final Consumer<EventIntake> onAbandoned;
    private final SessionHolder holder;
    /** Events that lanes had begun with when their route stopped. */
    private final List<Delivery> begun = new ArrayList<>();

    private ExecutorService threads;
    private ScheduledExecutorService clock;
    private volatile Positions positions;
    private Subscription watching;
    private Lanes<String> lanes;
    private Subscription subscription;
    private volatile DiscordConsumer consumer;
    /** Time when the route was removed, by the clock of {@link System#nanoTime}; null while there is a route. */
    private volatile Long removed;

    private boolean abandoned;

    /** @param onAbandoned called when the route was removed and none of the same id came */
    EventIntake(String routeId, CamelContext context, SessionHolder holder, Consumer<EventIntake> onAbandoned) {
        this.holder = holder;
        this.routeId = routeId;
        this.context = context;
        this.onAbandoned = onAbandoned;
    }

    String routeId() {
        return routeId;
    }

    /** Returns the threads of the route. */
    Executor threads() {
        return threads;
    }

    /** Hands events to that consumer from now on. Returns false if it is too late, and another intake is needed. */
    synchronized boolean attach(DiscordConsumer newConsumer, Set<EventType> types, DiscordSession session) {
        if (abandoned) {
            return false;
        }
        removed = null;
        consumer = newConsumer;
        if (lanes == null) {
            threads = context.getExecutorServiceManager()
                    .newFixedThreadPool(
                            this,
                            "discord:" + routeId,
                            newConsumer.getEndpoint().getConfiguration().getConcurrency());
            lanes = new Lanes<>(threads);
        }
        keepPositions(newConsumer.getEndpoint().getConfiguration(), types, session);
        subscription = session.subscribe(DiscordConsumer.heard(types), receiver);
        newConsumer.open();
        handOverBegun();
        lanes.resume();
        return true;
    }

    /**
     * Begins to keep positions, before any event of the gateway is handled. After a reload of the route, the positions
     * stay as they are.
     */
    private void keepPositions(DiscordConfiguration configuration, Set<EventType> types, DiscordSession session) {
        if (positions != null
                || configuration.getPositionRepository() == null
                || !DiscordConsumer.hearsMessages(types)) {
            return;
        }
        CatchUpOptions options = CatchUpOptions.of(configuration);
        clock = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "positions:" + routeId);
        positions = new Positions(
                options, PrefixedStates.of(configuration), session, new RouteLanes(), clock, holder::mayAct);
        watching = session.watch(positions);
        holder.heldShards().forEach(positions::take);
    }

    private final class RouteLanes implements CatchUpTarget {
        @Override
        public boolean wants(MessageCreated message) {
            DiscordConsumer current = consumer;
            return current.wants(current.forRoute(message));
        }

        @Override
        public boolean hasRoom() {
            return EventIntake.this.hasRoom();
        }

        @Override
        public void add(MessageCreated message, Supplier<String> raw, Runnable done) {
            DiscordEvent event = consumer.forRoute(message);
            line(event, raw, done);
        }
    }

    private boolean hasRoom() {
        return size() < consumer.getEndpoint().getConfiguration().getQueueSize();
    }

    private int size() {
        return lanes.size() + lanes.underWay();
    }

    /** Notes that an exchange begins. */
    void begun() {
        lanes.begun(MOST_UNDER_WAY);
    }

    /** Notes that an exchange is done. */
    void ended() {
        lanes.ended(MOST_UNDER_WAY);
    }

    /** Hands over what could not be for a while. */
    void goOn() {
        Delivery first;
        synchronized (begun) {
            first = begun.isEmpty() ? null : begun.get(0);
        }
        if (first != null && consumer.canTake(first)) {
            handOverBegun();
        }
    }

    /** Returns the positions of the route, null if it keeps none. */
    Positions positions() {
        return positions;
    }

    void savePositions() {
        Positions kept = positions;
        if (kept != null && context.isStopping()) {
            kept.close();
        }
    }

    /** Notes that the route is gone: for good, or until it is loaded again in a moment. */
    void leave() {
        removed = System.nanoTime();
    }

    /** Behaves as if the time in which a removed route may come back were over. */
    void expire() {
        Long since = removed;
        if (since != null) {
            removed = since - PATIENCE.toNanos();
        }
    }

    /** Ends for good, if the route was removed and none of the same id came. */
    synchronized void abandon() {
        if (removed == null || abandoned) {
            return;
        }
        abandoned = true;
        endSubscription();
        context.getExecutorServiceManager().shutdownNow(threads);
        endClock();
        if (lanes.size() > 0) {
            LOG.warn("Route {} was removed; {} events that waited for it are dropped", routeId, lanes.size());
        }
        onAbandoned.accept(this);
    }

    /** Lets events wait until the next {@link #attach}. */
    synchronized void detach() {
        lanes.pause();
    }

    /** Takes no more events, and hands over those that wait. */
    synchronized void drain() {
        endSubscription();
    }

    int waiting() {
        return lanes == null ? 0 : lanes.size();
    }

    synchronized void close() {
        endSubscription();
        if (threads != null) {
            context.getExecutorServiceManager().shutdownNow(threads);
        }
        endClock();
        if (lanes != null && lanes.size() > 0 && !abandoned && positions == null) {
            LOG.error("{} events for route {} were not handed over and are lost", lanes.size(), routeId);
        }
    }

    private void endClock() {
        if (clock != null) {
            context.getExecutorServiceManager().shutdownNow(clock);
        }
    }

    /**
     * Takes an event on a websocket thread: looks at it, puts it in line, and returns. The thread is slowed down if
     * many events wait.
     */
    void receive(DiscordEvent told, Supplier<String> raw) {
        Long since = removed;
        if (since != null && System.nanoTime() - since > PATIENCE.toNanos()) {
            abandon();
            return;
        }
        DiscordConsumer current = consumer;
        pressure.holdBack(size(), current.getEndpoint().getConfiguration().getQueueSize());
        Supplier<String> keptRaw = current.getEndpoint().getConfiguration().isIncludeRaw() ? raw : null;
        Positions kept = positions;
        if (kept != null && told instanceof MessageCreated message) {
            kept.live(message, keptRaw);
            return;
        }
        DiscordEvent event = current.forRoute(told);
        if (!current.wants(event)) {
            return;
        }
        if (!hasRoom()) {
            drop(event);
            return;
        }
        long lost = dropped.get() > 0 ? dropped.getAndSet(0) : 0;
        if (lost > 0) {
            LOG.warn("Route {} takes events again; {} were lost", routeId, lost);
        }
        line(event, keptRaw, null);
    }

    /** @param done moves the position past the event; null if none is kept of it */
    private void line(DiscordEvent event, Supplier<String> raw, Runnable done) {
        ShardWork work = holder.workOf(event.guildId());
        if (work != null) {
            work.begin();
        }
        lanes.add(laneOf(event), next -> handOver(new Delivery(event, raw, next, done, work)));
    }

    /**
     * Hands an event to the consumer. A lane may begin just when its route is stopped: its event then waits for the
     * next consumer.
     */
    void handOver(Delivery delivery) {
        if (!consumer.handOver(delivery)) {
            synchronized (begun) {
                begun.add(delivery);
            }
            if (consumer.canTake(delivery)) {
                handOverBegun();
            }
        }
    }

    private void handOverBegun() {
        List<Delivery> waiting;
        synchronized (begun) {
            waiting = List.copyOf(begun);
            begun.clear();
        }
        waiting.forEach(delivery -> threads.execute(() -> handOver(delivery)));
    }

    private static String laneOf(DiscordEvent event) {
        if (event.channelId() != null) {
            return event.channelId();
        }
        return event.guildId() == null ? NO_CHANNEL : event.guildId();
    }

    private void drop(DiscordEvent event) {
        consumer.observer().lost(event.type());
        if (dropped.getAndIncrement() == 0) {
            LOG.error(
                    "Route {} is behind by {} events, and further ones are lost until it catches up, beginning with {}."
                            + " See what holds the route up, or raise queueSize",
                    routeId,
                    lanes.size(),
                    event);
        }
    }

    private void endSubscription() {
        if (watching != null) {
            watching.close();
            watching = null;
        }
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
    }
}
