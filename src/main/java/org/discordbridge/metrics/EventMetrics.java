package org.discordbridge.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.discordbridge.discord.DiscordObserver;
import org.discordbridge.event.EventType;

/**
 * Counts events and operations: {@code discord_events_total} by event and route, {@code discord_events_failed_total}
 * and {@code discord_events_lost_total} by route, {@code discord_lag_seconds} by route, and
 * {@code discord_operation_seconds} by operation and outcome. Every meter is made when its route starts, so that an
 * event only finds it in an array.
 */
final class EventMetrics implements DiscordObserver {
    /** Buckets of times, from the fastest possible to what is caught up after an outage. */
    static final Duration[] BUCKETS = Stream.of(10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 60_000, 600_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;

    EventMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public OfRoute route(String routeId, Set<EventType> types) {
        Counter[] entered = new Counter[EventType.values().length];
        types.forEach(type -> entered[type.ordinal()] = Counter.builder("discord_events")
                .description("Events that entered a route")
                .tags("event", type.eventName(), "route", routeId)
                .register(registry));
        Counter failed = Counter.builder("discord_events_failed")
                .description("Events that a route could not handle")
                .tag("route", routeId)
                .register(registry);
        Counter lost = Counter.builder("discord_events_lost")
                .description("Events that were dropped, since too many waited for the route")
                .tag("route", routeId)
                .register(registry);
        Timer lag = Timer.builder("discord_lag")
                .description("From Discord's timestamp to the end of the route: for most, Kafka's acknowledgement")
                .tag("route", routeId)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        return new Route(entered, failed, lost, lag);
    }

    private record Route(Counter[] entered, Counter failed, Counter lost, Timer lag) implements OfRoute {
        @Override
        public void entered(EventType type) {
            entered[type.ordinal()].increment();
        }

        @Override
        public void left(long millis, boolean hasFailed) {
            if (hasFailed) {
                failed.increment();
            } else {
                // the clocks of two machines differ, so the lag may be negative
                lag.record(Math.max(0, millis), TimeUnit.MILLISECONDS);
            }
        }

        @Override
        public void lost(EventType type) {
            lost.increment();
        }
    }

    @Override
    public OfOperation operation(String name) {
        return new Operation(name);
    }

    /** Measures one operation. Its meters are made at its first use: there are many operations, and few are used. */
    private final class Operation implements OfOperation {
        private final String name;
        private volatile Timer done;
        private volatile Timer failed;

        Operation(String name) {
            this.name = name;
        }

        @Override
        public void done(long nanos, boolean hasFailed) {
            Timer timer = hasFailed ? failed : done;
            if (timer == null) {
                timer = Timer.builder("discord_operation")
                        .description(
                                "What Discord was asked to do, and how long it took, waiting for rate limits included")
                        .tags("operation", name, "outcome", hasFailed ? "failed" : "done")
                        .register(registry);
                if (hasFailed) {
                    failed = timer;
                } else {
                    done = timer;
                }
            }
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }
}
