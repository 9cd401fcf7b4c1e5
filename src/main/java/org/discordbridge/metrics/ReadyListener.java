package org.discordbridge.metrics;

import org.apache.camel.CamelContext;
import org.apache.camel.Ordered;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.StartupListener;
import org.apache.camel.spi.OnCamelContextStarting;

/**
 * Is called when the sessions with Discord are connected. Its order is after the component {@code discord:}, which
 * connects them.
 */
interface ReadyListener extends StartupListener, Ordered {
    void ready(CamelContext context);

    /**
     * Registers this listener. Call it while the context is starting, from {@link OnCamelContextStarting} for instance.
     */
    default void listen(CamelContext context) {
        try {
            context.addStartupListener(this);
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeException(e);
        }
    }

    @Override
    default int getOrder() {
        return Ordered.LOWEST;
    }

    @Override
    default void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        // too early: the sessions are not connected yet
    }

    @Override
    default void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
        ready(context);
    }
}
