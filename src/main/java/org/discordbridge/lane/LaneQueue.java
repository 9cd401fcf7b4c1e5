package org.discordbridge.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.discordbridge.discord.lanes.Lanes;

/** Holds the exchanges that wait between the route that hands them over and the route that takes them. */
final class LaneQueue {
    private final String name;
    private final List<Runnable> held = new ArrayList<>();
    private final AtomicInteger size = new AtomicInteger();
    private ExecutorService threads;
    private Lanes<Object> lanes;
    private volatile LaneConsumer consumer;
    private boolean attached;

    LaneQueue(String name) {
        this.name = name;
    }

    /** Connects the route that takes the exchanges, and begins to hand them over. */
    synchronized void attach(LaneConsumer newConsumer, int concurrency) {
        if (attached) {
            throw new IllegalStateException("lane:" + name + " has a consumer already: " + consumer.getRouteId());
        }
        consumer = newConsumer;
        attached = true;
        Lanes<Object> ready = lanes(newConsumer.getEndpoint().getCamelContext(), concurrency);
        held.forEach(threads::execute);
        held.clear();
        ready.resume();
    }

    /** Disconnects the route; what waits stays until another route takes it. */
    synchronized void detach(LaneConsumer oldConsumer) {
        if (consumer == oldConsumer) {
            // the consumer is kept for exchanges that have just begun
            attached = false;
            lanes.pause();
        }
    }

    void add(Object key, Exchange exchange) {
        size.incrementAndGet();
        lanes(exchange.getContext(), 0).add(key, next -> give(exchange, next));
    }

    /** Gives an exchange to the consumer, or holds it for the next consumer if this one has begun to stop. */
    private void give(Exchange exchange, Runnable next) {
        LaneConsumer taker = consumer;
        if (taker.take(exchange, next)) {
            return;
        }
        synchronized (this) {
            if (attached && consumer != taker) {
                threads.execute(() -> give(exchange, next));
            } else {
                held.add(() -> give(exchange, next));
            }
        }
    }

    /** Notes that an exchange is completed. */
    void completed() {
        size.decrementAndGet();
    }

    /** Counts the exchanges that were added and are not completed. */
    int size() {
        return size.get();
    }

    private synchronized Lanes<Object> lanes(CamelContext context, int concurrency) {
        if (lanes == null) {
            threads = context.getExecutorServiceManager()
                    .newFixedThreadPool(this, "lane:" + name, concurrency > 0 ? concurrency : LaneEndpoint.THREADS);
            lanes = new Lanes<>(threads);
            if (!attached) {
                lanes.pause();
            }
        }
        return lanes;
    }

    synchronized void stop(CamelContext context) {
        if (threads != null) {
            context.getExecutorServiceManager().shutdownNow(threads);
        }
    }
}
