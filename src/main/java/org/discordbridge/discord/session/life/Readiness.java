package org.discordbridge.discord.session.life;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.discordbridge.discord.session.SessionException;
import org.discordbridge.discord.session.SessionStatus;
import org.discordbridge.event.GatewayReady;

/** Waits until a session becomes ready for the first time, or knows why it never will. */
final class Readiness {
    private final CompletableFuture<GatewayReady> future = new CompletableFuture<>();
    private final Lifecycle life;

    Readiness(Lifecycle life) {
        this.life = life;
    }

    CompletableFuture<GatewayReady> future() {
        return future;
    }

    /** Returns the event of becoming ready; null if it has not become ready. */
    GatewayReady event() {
        return future.isDone() && !future.isCompletedExceptionally() ? future.join() : null;
    }

    /**
     * Waits until the session is ready. Discord lets shards begin one after the other: the time starts again with each
     * that becomes ready.
     *
     * @throws SessionException if it will never be ready, or was not in time
     */
    void await(Duration time) {
        int before = -1;
        while (!within(time)) {
            SessionStatus status = life.status();
            int now = status.shards().size() - status.lost().size();
            if (now <= Math.max(0, before)) {
                throw new SessionException(
                        "Discord's gateway was not ready within " + time.toSeconds() + " s" + after(now) + ": "
                                + status.reason()
                                + ". Check that websocket connections to it are possible from here, and Discord's state"
                                + " (https://discordstatus.com)",
                        false,
                        null);
            }
            before = now;
        }
    }

    private String after(int readyShards) {
        return readyShards == 0
                ? ""
                : " after " + readyShards + " of its " + life.status().shards().size() + " shards";
    }

    private boolean within(Duration time) {
        try {
            future.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            throw (SessionException) e.getCause();
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SessionException("Interrupted while waiting for Discord's gateway", false, e);
        }
    }
}
