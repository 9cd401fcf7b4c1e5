package org.discordbridge.simulator.internal;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Delivers the dispatches of one connection late, in their order. Anybody may call it. */
final class Lag {
    private record Waiting(String payload, long since) {}

    private final Vertx vertx;
    private final Consumer<String> onward;
    private final ArrayDeque<Waiting> line = new ArrayDeque<>();
    private long nanos;

    Lag(Vertx vertx, Consumer<String> onward) {
        this.vertx = vertx;
        this.onward = onward;
    }

    synchronized void pass(String payload) {
        if (nanos == 0 && line.isEmpty()) {
            onward.accept(payload);
            return;
        }
        line.add(new Waiting(payload, System.nanoTime()));
        if (line.size() == 1) {
            deliver();
        }
    }

    /** Holds also for what waits already; with zero, that is delivered at once. */
    synchronized void set(Duration delay) {
        nanos = delay.toNanos();
        deliver();
    }

    private synchronized void deliver() {
        long now = System.nanoTime();
        while (!line.isEmpty() && now - line.peek().since() >= nanos) {
            onward.accept(line.poll().payload());
        }
        if (!line.isEmpty()) {
            long rest = nanos - (now - line.peek().since());
            vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(rest)), due -> deliver());
        }
    }
}
