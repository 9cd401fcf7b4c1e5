package org.discordbridge.discord.options;

import java.time.Duration;
import org.apache.camel.spi.StateRepository;

/**
 * A repository that several processes write, each of them its own keys for a time. A process knows at once what it has
 * written itself, and what others have written once it asks for that. Safe for any number of threads.
 */
public interface SharedStates extends StateRepository<String, String> {
    /**
     * Reads what other processes have written since the last read. Blocks; throws if it cannot read to the end that
     * there is now.
     */
    void refresh();

    /**
     * Waits until everything that was set before is stored for good. Blocks for that long at most.
     *
     * @return false if it was not stored in time, or never will be
     */
    boolean flush(Duration within);
}
