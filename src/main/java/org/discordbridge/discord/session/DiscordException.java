package org.discordbridge.discord.session;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** Discord refused a request, or did not answer it. */
public class DiscordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final StackTraceElement[] NOWHERE = {};

    private final int status;
    private final int code;

    /**
     * @param message the request and the answer, without secrets
     * @param status HTTP status, 0 if there was no answer
     * @param code Discord's own error code (Discord docs, Opcodes and Status Codes > JSON), 0 if there was none
     * @param cause null if the message says all that is known; of an {@link IOException}, only the message is kept
     */
    public DiscordException(String message, int status, int code, Throwable cause) {
        // it is made where an answer arrives, and that stack trace does not show who has asked
        super(message, cause, true, false);
        for (Throwable one = cause; one instanceof IOException; one = one.getCause()) {
            one.setStackTrace(NOWHERE);
        }
        this.status = status;
        this.code = code;
    }

    /** Returns the HTTP status, 0 if there was no answer. */
    public int getStatus() {
        return status;
    }

    /** Returns Discord's own error code, such as 10003 for an unknown channel; 0 if there was none. */
    public int getCode() {
        return code;
    }

    /** Returns the time after which the same request will be accepted; null if it is not known. */
    public Duration getRetryAfter() {
        return null;
    }

    /** Returns the failure of a future without the exception that futures wrap around it. */
    public static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Returns whether Discord has refused for good. */
    public boolean isRefusal() {
        return status >= 400 && !isRetryable();
    }

    /** Returns whether the same request may succeed later: no answer, a rate limit, or a failure on Discord's side. */
    public boolean isRetryable() {
        return status == 0 || status == 429 || status >= 500;
    }
}
