package org.discordbridge.discord.session;

import java.util.concurrent.CompletableFuture;

/**
 * Holds back what a connection with the gateway tells, until it is known who wants it. The websocket threads wait here: what
 * Discord says meanwhile waits in the connection, in its order, and takes up no memory.
 */
final class Gate {
    private final CompletableFuture<Boolean> opened = new CompletableFuture<>();

    void open() {
        opened.complete(true);
    }

    /** Nothing of it is wanted; no effect if it is open. */
    void dismiss() {
        opened.complete(false);
    }

    boolean isOpen() {
        return opened.getNow(false);
    }

    /** Waits until it opens; false if it was dismissed. */
    boolean pass() {
        return opened.join();
    }
}
