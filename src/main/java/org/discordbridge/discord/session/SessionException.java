package org.discordbridge.discord.session;

/** The session with Discord could not start, or ended for good. The message says what to do about it. */
public class SessionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;

    public SessionException(String message, boolean retryable, Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    /** Returns whether another try may help: true if Discord did not answer, false if it refused. */
    public boolean isRetryable() {
        return retryable;
    }
}
