package org.discordbridge.discord;

import java.util.function.Supplier;
import org.discordbridge.event.DiscordEvent;

/**
 * An event on its way through a route, and who waits for it. The one that is cut off by a stop, and begun again by the
 * route that comes after, is the same.
 *
 * @param raw its JSON, null if the route does not ask for that
 * @param lane goes on to the next event when it is run for the first time
 * @param position moves over the event when it is run
 */
record Delivery(DiscordEvent event, Supplier<String> raw, Runnable lane, Runnable position) {
    /** The next event of its lane may enter the route. May be said again. */
    void laneMayGoOn() {
        lane.run();
    }

    /** The route is done with the event, which need not be delivered again; not said of one that a stop has cut off. */
    void finished() {
        position.run();
    }
}
