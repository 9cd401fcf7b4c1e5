package org.discordbridge.streams.record;

/** A record cannot be read, and never will be. The message says why, and has nothing of its content. */
public final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
        super(message);
    }

    UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
