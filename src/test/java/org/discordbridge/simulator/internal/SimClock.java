package org.discordbridge.simulator.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** The system clock with an offset that only grows, so that days pass in a test without waiting. */
public final class SimClock extends Clock {
    private final AtomicLong offset;

    /** @param ahead of this machine's clock, negative for behind it */
    public SimClock(Duration ahead) {
        offset = new AtomicLong(ahead.toMillis());
    }

    /** Lets time pass. */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("Time does not run backwards: " + by);
        }
        offset.addAndGet(by.toMillis());
    }

    @Override
    public long millis() {
        return System.currentTimeMillis() + offset.get();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
