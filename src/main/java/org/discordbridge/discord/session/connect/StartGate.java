package org.discordbridge.discord.session.connect;

import java.util.concurrent.CompletableFuture;

/**
 * Holds back what a connection with the gateway tells, until it is known who wants it. The websocket threads wait here: what
 * Discord says meanwhile waits in the connection, in its order, and takes up no memory.
 */
public final class StartGate {
    private final CompletableFuture<Boolean> opened = new CompletableFuture<>();

    public void open() {
        opened.complete(true);
    }

    /** Nothing of it is wanted; no effect if it is open. */
    public void dismiss() {
        opened.complete(false);
    }

    public boolean isOpen() {
        return opened.getNow(false);
    }

    /** Waits until it opens; false if it was dismissed. */
    public boolean pass() {
        return opened.join();
    }
}
