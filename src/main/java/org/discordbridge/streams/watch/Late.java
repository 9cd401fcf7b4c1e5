package org.discordbridge.streams.watch;

/** Is told of what came so late that nobody looked at it. */
@FunctionalInterface
public interface Late {
    /** Takes note of one observation, which was so many milliseconds older than the newest. */
    void tell(long guild, long millis);
}
