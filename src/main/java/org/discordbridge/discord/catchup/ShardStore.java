package org.discordbridge.discord.catchup;

import java.util.function.BooleanSupplier;
import org.apache.camel.spi.StateRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what belongs to one shard, as long as this process has the shard. Once {@link #end} has returned, nothing more
 * is stored: the states may be those of another process. Safe for any number of threads.
 */
final class ShardStore {
    private static final Logger LOG = LoggerFactory.getLogger(ShardStore.class);

    private final StateRepository<String, String> repository;
    private final BooleanSupplier mayStore;
    private volatile boolean ended;

    ShardStore(StateRepository<String, String> repository, BooleanSupplier mayStore) {
        this.repository = repository;
        this.mayStore = mayStore;
    }

    /** Returns whether something may be stored at the moment. */
    boolean isOpen() {
        return !ended && mayStore.getAsBoolean();
    }

    /** Stores a state. Returns false if that was not possible. */
    synchronized boolean keep(String key, String value) {
        if (ended) {
            return false;
        }
        try {
            repository.setState(key, value);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("The position of {} could not be kept and is kept with the next one: {}", key, e.getMessage());
            return false;
        }
    }

    synchronized void end() {
        ended = true;
    }
}
