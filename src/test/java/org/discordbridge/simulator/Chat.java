package org.discordbridge.simulator;

/**
 * The simulator's own client: a page on which several people can talk to the bot, use its commands, press its buttons and
 * send files, beside what became of each message.
 *
 * <p>It is served on the simulator's port from the first {@link DiscordSimulator#chat()} on, to this machine only. All
 * methods may be called from any thread.
 */
public interface Chat {
    /** Where a browser finds it, {@code http://127.0.0.1:PORT/chat}. */
    String url();

    /** Adds a step to what the page shows of a message's way, beside the steps that the simulator sees itself. */
    void add(TraceStep step);

    /** Puts a button for this trouble on the page, after those that the simulator has itself. */
    void add(Trouble trouble);
}
