package org.discordbridge.discord.catchup;

import java.util.function.Supplier;
import org.discordbridge.event.MessageCreated;

/** Receives messages that have a position. Safe for any number of threads. */
public interface CatchUpTarget {
    /** Returns whether the route gets this message. */
    boolean wants(MessageCreated message);

    /** Returns whether there is room for more messages. */
    boolean hasRoom();

    /** Puts a message into its lane. Does not block; {@code done} is called when the route is done with it. */
    void add(MessageCreated message, Supplier<String> raw, Runnable done);
}
