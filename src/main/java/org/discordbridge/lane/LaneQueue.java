package org.discordbridge.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.discordbridge.discord.lanes.Lanes;

/** What waits between a route that hands over and the route that takes it. */
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

    /** Connects the route that takes what waits here, and begins to hand it over. */
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

    /** Ends that; what waits stays until another route takes it. */
    synchronized void detach(LaneConsumer oldConsumer) {
        if (consumer == oldConsumer) {
            // it is kept for what has just begun
            attached = false;
            lanes.pause();
        }
    }

    void add(Object key, Exchange exchange) {
        size.incrementAndGet();
        lanes(exchange.getContext(), 0).add(key, next -> give(exchange, next));
    }

    /** Gives it to the consumer, or holds it for the next one if this one has begun to stop. */
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

    /** One that was added is completed. */
    void completed() {
        size.decrementAndGet();
    }

    /** How many were added and are not completed. */
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
