package org.discordbridge.discord;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.discordbridge.discord.session.DiscordSession;
import org.discordbridge.discord.session.Subscription;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.EventType;
import org.discordbridge.lane.Lanes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits between the gateway and one route: a lane per channel, bounded in number. Outlives the route's consumer, so
 * that what arrives while the route is reloaded waits for the new one.
 */
final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final String NO_CHANNEL = "";

    private final String routeId;
    private final CamelContext context;
    private final AtomicLong dropped = new AtomicLong();
    private ExecutorService threads;
    private Lanes<String> lanes;
    private Subscription subscription;
    private volatile EventType type;
    private volatile DiscordConsumer consumer;

    Intake(String routeId, CamelContext context) {
        this.routeId = routeId;
        this.context = context;
    }

    EventType type() {
        return type;
    }

    /** Begins, or goes on, to hand events to that consumer. */
    synchronized void attach(DiscordConsumer newConsumer, EventType newType, DiscordSession session) {
        consumer = newConsumer;
        if (lanes == null) {
            threads = context.getExecutorServiceManager()
                    .newFixedThreadPool(
                            this,
                            "discord:" + routeId,
                            newConsumer.getEndpoint().getConfiguration().getConcurrency());
            lanes = new Lanes<>(threads);
        }
        if (subscription == null || type != newType) {
            endSubscription();
            type = newType;
            subscription = session.subscribe(newType, this::receive);
        }
        lanes.resume();
    }

    /** Lets events wait until the next {@link #attach}. */
    synchronized void detach() {
        lanes.pause();
    }

    /** Takes no more events, and hands over what waits. */
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
        if (lanes != null && lanes.size() > 0) {
            LOG.error("{} events for route {} were not handed over and are lost", lanes.size(), routeId);
        }
    }

    /** On the websocket thread: looks, puts in line, and returns. */
    private void receive(DiscordEvent event) {
        DiscordConsumer current = consumer;
        if (!current.wants(event)) {
            return;
        }
        if (lanes.size() >= current.getEndpoint().getConfiguration().getQueueSize()) {
            drop(event);
            return;
        }
        if (dropped.get() > 0) {
            LOG.warn("Route {} takes events again; {} were lost", routeId, dropped.getAndSet(0));
        }
        String channel = event.channelId();
        lanes.add(channel == null ? NO_CHANNEL : channel, next -> consumer.handOver(event, next));
    }

    private void drop(DiscordEvent event) {
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
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
    }
}
