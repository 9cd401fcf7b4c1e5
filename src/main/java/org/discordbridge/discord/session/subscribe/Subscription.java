package org.discordbridge.discord.session.subscribe;

/** An interest in events that can be ended. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    /** Ends it: nothing is delivered after this returns, except what is being delivered just now. */
    @Override
    void close();
}
