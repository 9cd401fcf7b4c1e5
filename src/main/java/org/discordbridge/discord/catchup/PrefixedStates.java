package org.discordbridge.discord.catchup;

import java.time.Duration;
import org.apache.camel.spi.StateRepository;
import org.discordbridge.discord.options.EventOptions;
import org.discordbridge.discord.options.SharedStates;

/**
 * Gives one route its part of a repository: its keys begin with a prefix. Starts and stops with the repository, and is
 * shared with other processes if the repository is.
 */
public record PrefixedStates(StateRepository<String, String> repository, String prefix) implements SharedStates {
    /** Returns the repository where a route keeps its positions. */
    public static StateRepository<String, String> of(EventOptions options) {
        String prefix = options.getPositionPrefix();
        return prefix == null || prefix.isEmpty()
                ? options.getPositionRepository()
                : new PrefixedStates(options.getPositionRepository(), prefix);
    }

    @Override
    public void setState(String key, String value) {
        repository.setState(prefix + key, value);
    }

    @Override
    public String getState(String key) {
        return repository.getState(prefix + key);
    }

    @Override
    public void refresh() {
        if (repository instanceof SharedStates shared) {
            shared.refresh();
        }
    }

    @Override
    public boolean flush(Duration within) {
        return !(repository instanceof SharedStates shared) || shared.flush(within);
    }

    @Override
    public void start() {
        repository.start();
    }

    @Override
    public void stop() {
        repository.stop();
    }
}
