package org.discordbridge.discord;

import java.util.Set;
import org.discordbridge.event.EventType;

/**
 * Is told what routes receive and do, for metrics. It is asked once for each route and operation, so that nothing has
 * to be looked up for an event. Called on many threads, including those of the websockets: must not block.
 */
public interface DiscordObserver {
    /** Ignores everything. */
    DiscordObserver NONE = new DiscordObserver() {
        @Override
        public OfRoute route(String routeId, Set<EventType> types) {
            return OfRoute.NONE;
        }

        @Override
        public OfOperation operation(String name) {
            return (nanos, failed) -> {};
        }
    };

    /** Returns the observer of a route that receives these events. Called again when the route is loaded again. */
    OfRoute route(String routeId, Set<EventType> types);

    /** Returns the observer of an operation, such as {@code send-message}. */
    OfOperation operation(String name);

    /** Is told what one route receives. */
    interface OfRoute {
        /** Ignores everything. */
        OfRoute NONE = new OfRoute() {
            @Override
            public void entered(EventType type) {}

            @Override
            public void left(long millis, boolean failed) {}

            @Override
            public void lost(EventType type) {}
        };

        /** Is called when an event enters the route. */
        void entered(EventType type);

        /**
         * Is called when the route is done with an event.
         *
         * @param millis time since the event happened, by Discord's clock
         */
        void left(long millis, boolean failed);

        /** Is called when an event was dropped, since too many wait. */
        void lost(EventType type);
    }

    /** Is told the results of one operation. */
    interface OfOperation {
        /** Is called when Discord has answered, or has failed to. */
        void done(long nanos, boolean failed);
    }
}
