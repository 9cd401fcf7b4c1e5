package org.discordbridge.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the records that Kafka has acknowledged, by topic, and knows for how long it has acknowledged none of those
 * that wait. Safe for any number of threads.
 */
public final class Acknowledged {
    /** The producer setting that holds the object in which its {@link AcknowledgementWatch} counts. */
    static final String SETTING = "discordbridge.acknowledged";

    private final Map<String, LongAdder> byTopic = new ConcurrentHashMap<>();
    private final Set<AcknowledgementWatch> watches = ConcurrentHashMap.newKeySet();

    void begun(AcknowledgementWatch watch) {
        watches.add(watch);
    }

    void ended(AcknowledgementWatch watch) {
        watches.remove(watch);
    }

    /**
     * Returns for how long Kafka has acknowledged nothing of the producer that waits the longest; zero if none waits.
     */
    public Duration nothingFor() {
        return watches.stream()
                .map(AcknowledgementWatch::nothingFor)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** Returns the counter of a topic. */
    public LongAdder of(String topic) {
        return byTopic.computeIfAbsent(topic, name -> new LongAdder());
    }

    /** Returns all counters so far, by topic. */
    public Map<String, LongAdder> byTopic() {
        return Map.copyOf(byTopic);
    }
}
