package org.discordbridge.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many records Kafka has acknowledged, by topic, and for how long it has acknowledged none of those that wait. Safe for
 * any number of threads.
 */
public final class Acknowledged {
    /** Among the settings of a producer: the one that its {@link AcknowledgementWatch} counts in. */
    static final String SETTING = "discordbridge.acknowledged";

    private final Map<String, LongAdder> byTopic = new ConcurrentHashMap<>();
    private final Set<AcknowledgementWatch> watches = ConcurrentHashMap.newKeySet();

    void begun(AcknowledgementWatch watch) {
        watches.add(watch);
    }

    void ended(AcknowledgementWatch watch) {
        watches.remove(watch);
    }

    /** For how long a producer has waited in vain, of those that wait the longest; zero if none waits. */
    public Duration nothingFor() {
        return watches.stream()
                .map(AcknowledgementWatch::nothingFor)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
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
