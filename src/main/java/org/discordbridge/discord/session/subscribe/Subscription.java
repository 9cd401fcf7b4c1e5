package org.discordbridge.discord.session.subscribe;

/** A subscription to events that can be ended. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    /** Ends it: nothing is delivered after this returns, except an event that is being delivered at this moment. */
    @Override
    void close();
}
