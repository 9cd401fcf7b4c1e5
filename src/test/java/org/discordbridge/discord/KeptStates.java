package org.discordbridge.discord;

import java.util.Map;
import org.apache.camel.spi.StateRepository;

/** States that outlive the contexts which use them. */
public record KeptStates(Map<String, String> states) implements StateRepository<String, String> {
    @Override
    public void setState(String key, String value) {
        states.put(key, value);
    }

    @Override
    public String getState(String key) {
        return states.get(key);
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}
}
