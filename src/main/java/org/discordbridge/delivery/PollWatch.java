package org.discordbridge.delivery;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Ends polls that do not end by themselves. Kafka's clients trust the machine's clock: if it is set back by days during
 * a poll to which no record comes, as when all partitions are paused, the poll lasts for as many days.
 *
 * <p>For the poll thread of one consumer, except {@link #woken}.
 */
final class PollWatch {
    /**
     * The time that a poll may take beyond its own: within it, partitions that are lost and assigned are dealt with.
     */
    private static final Duration LATER = Duration.ofSeconds(15);

    private final Runnable wakeUp;
    private volatile boolean byOthers;
    private volatile boolean byMe;

    /** @param wakeUp ends a poll with Kafka's exception for that */
    PollWatch(Runnable wakeUp) {
        this.wakeUp = wakeUp;
    }

    /** Notes that somebody else wants a poll to end with that exception. */
    void woken() {
        byOthers = true;
    }

    /** Returns the result of a poll; empty if it was ended here. */
    ConsumerRecords<Object, Object> within(Duration timeout, Supplier<ConsumerRecords<Object, Object>> poll) {
        CompletableFuture<Void> overdue = new CompletableFuture<Void>()
                .completeOnTimeout(null, timeout.plus(LATER).toMillis(), TimeUnit.MILLISECONDS);
        overdue.thenRun(() -> {
            byMe = true;
            wakeUp.run();
        });
        try {
            return poll.get();
        } catch (WakeupException e) {
            boolean mine = byMe && !byOthers;
            byOthers = false;
            byMe = false;
            if (!mine) {
                throw e;
            }
            return ConsumerRecords.empty();
        } finally {
            overdue.cancel(false);
        }
    }
}
