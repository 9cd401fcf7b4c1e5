package org.discordbridge.discord;

import java.util.function.Supplier;
import org.discordbridge.event.DiscordEvent;

/**
 * Carries an event through a route, with the two notices that follow. If a stop cuts it off, the next route begins
 * again with the same object.
 *
 * @param raw its JSON, null if the route does not ask for it
 * @param lane lets the lane go on to its next event when it is run for the first time
 * @param position moves the position past the event when it is run; null if none is kept of it
 * @param work of the shard that it came from; null if it is not counted
 */
record Delivery(DiscordEvent event, Supplier<String> raw, Runnable lane, Runnable position, ShardWork work) {
    /** Returns one of another event, in the place of this. */
    Delivery with(DiscordEvent other) {
        return new Delivery(other, raw, lane, position, work);
    }

    /** Lets the next event of the lane enter the route. May be called several times. */
    void laneMayGoOn() {
        lane.run();
    }

    /**
     * Notes that the route is done with the event, which need not be delivered again. Not called if a stop has cut it
     * off.
     */
    void finished() {
        if (position != null) {
            position.run();
        }
        if (work != null) {
            work.end();
        }
    }

    /** Returns whether another process that gets the shard reads the event again, unless it is finished here. */
    boolean isReadAgain() {
        return position != null;
    }

    /** Returns whether another process has the shard of the event by now, and tells of it. */
    boolean isLost() {
        return work != null && work.isLost();
    }
}
