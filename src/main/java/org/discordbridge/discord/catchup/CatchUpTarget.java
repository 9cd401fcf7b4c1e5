package org.discordbridge.discord.catchup;

import java.util.function.Supplier;
import org.discordbridge.event.MessageCreated;

/** Where messages go that come with a position. Safe for any number of threads. */
public interface CatchUpTarget {
    /** Whether the route gets this message. */
    boolean wants(MessageCreated message);

    /** Whether there is room for more. */
    boolean hasRoom();

    /** Puts it into its lane. Does not block; {@code done} is called when the route is done with it. */
    void add(MessageCreated message, Supplier<String> raw, Runnable done);
}
