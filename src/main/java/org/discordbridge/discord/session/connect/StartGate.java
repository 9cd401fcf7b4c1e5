package org.discordbridge.discord.session.connect;

import java.util.concurrent.CompletableFuture;

/**
 * Holds back the events of a gateway connection until it is known which routes want them. The websocket threads wait
 * here: later events wait in the connection, in their order, and need no memory.
 */
public final class StartGate {
    private final CompletableFuture<Boolean> opened = new CompletableFuture<>();

    public void open() {
        opened.complete(true);
    }

    /** Drops all events; no effect if the gate is open. */
    public void dismiss() {
        opened.complete(false);
    }

    public boolean isOpen() {
        return opened.getNow(false);
    }

    /** Waits until the gate opens. Returns false if the events were dropped. */
    public boolean pass() {
        return opened.join();
    }
}
