package org.discordbridge.discord;

import java.util.Set;
import org.discordbridge.event.EventType;

/**
 * Is told what routes receive and do, for figures about it. Asked once for each route and operation, so that nothing has to
 * be looked up for an event. Called on many threads, those of the websockets included: must not block.
 */
public interface DiscordObserver {
    /** Takes no notice. */
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

    /** For a route that receives these; again when it is loaded again. */
    OfRoute route(String routeId, Set<EventType> types);

    /** For an operation, such as {@code send-message}. */
    OfOperation operation(String name);

    /** What a route receives. */
    interface OfRoute {
        /** Takes no notice. */
        OfRoute NONE = new OfRoute() {
            @Override
            public void entered(EventType type) {}

            @Override
            public void left(long millis, boolean failed) {}

            @Override
            public void lost(EventType type) {}
        };

        /** An event enters the route. */
        void entered(EventType type);

        /**
         * The route is done with an event.
         *
         * @param millis since it happened, by Discord's clock
         */
        void left(long millis, boolean failed);

        /** An event was dropped, since too many wait. */
        void lost(EventType type);
    }

    /** What becomes of an operation. */
    interface OfOperation {
        /** Discord has answered, or has not. */
        void done(long nanos, boolean failed);
    }
}
