package org.discordbridge.discord;

import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;

/** Does something when a context begins to stop, before its routes do. The context waits for it. */
final class StopNotifier extends SimpleEventNotifierSupport {
    private final Runnable action;

    StopNotifier(Runnable action) {
        this.action = action;
        setIgnoreExchangeEvents(true);
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof CamelEvent.CamelContextStoppingEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        action.run();
    }
}
