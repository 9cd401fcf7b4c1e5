package org.discordbridge.delivery;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** How many records Kafka has acknowledged, by topic. Safe for any number of threads. */
public final class Acknowledged {
    /** Among the settings of a producer: the one that its {@link AcknowledgementWatch} counts in. */
    static final String SETTING = "discordbridge.acknowledged";

    private final AtomicInteger stalled = new AtomicInteger();
    private final Map<String, LongAdder> byTopic = new ConcurrentHashMap<>();

    /** A producer waits in vain, or does so no more. */
    void stalled(boolean inVain) {
        stalled.addAndGet(inVain ? 1 : -1);
    }

    /** Whether Kafka takes records, as far as is known. */
    public boolean isGoingOn() {
        return stalled.get() == 0;
    }

    /** The counter of a topic. */
    public LongAdder of(String topic) {
        return byTopic.computeIfAbsent(topic, name -> new LongAdder());
    }

    /** All counters so far. */
    public Map<String, LongAdder> byTopic() {
        return Map.copyOf(byTopic);
    }
}
