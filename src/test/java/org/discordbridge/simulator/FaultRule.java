package org.discordbridge.simulator;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * When a {@link Fault} strikes: by default on every request, always. Earlier rules win over later ones; a rule that is
 * used up is passed over. Safe to change from any thread.
 */
public final class FaultRule {
    private final Fault fault;
    private final AtomicInteger hits = new AtomicInteger();
    private volatile String method = "*";
    private volatile PathPattern path = PathPattern.of("**");
    private volatile int skip;
    private volatile int times = Integer.MAX_VALUE;

    FaultRule(Fault fault) {
        this.fault = fault;
    }

    /** Only requests of this method ({@code *} for any) and path pattern: {@code *} one segment, {@code **} any rest. */
    public FaultRule on(String method, String pathPattern) {
        this.path = PathPattern.of(pathPattern);
        this.method = method;
        return this;
    }

    /** Only so often, then never again. */
    public FaultRule times(int times) {
        this.times = times;
        return this;
    }

    /** Lets so many matching requests pass first. */
    public FaultRule after(int passes) {
        this.skip = passes;
        return this;
    }

    /** Stops striking. */
    public void stop() {
        times = 0;
    }

    /** How often it struck. */
    public int hits() {
        return Math.max(0, Math.min(times == 0 ? Integer.MAX_VALUE : times, hits.get() - skip));
    }

    /** The fault if it strikes this request, else null. Counts the request. */
    public Fault strike(String requestMethod, String requestPath) {
        if (times == 0 || !("*".equals(method) || method.equals(requestMethod)) || !path.matches(requestPath)) {
            return null;
        }
        int hit = hits.incrementAndGet() - skip;
        return hit >= 1 && hit <= times ? fault : null;
    }

    @Override
    public String toString() {
        return fault + " on " + method + " " + path.text();
    }
}
