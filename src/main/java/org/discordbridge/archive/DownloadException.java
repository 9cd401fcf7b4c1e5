package org.discordbridge.archive;

/** Says that a file did not come from the CDN, or not whole. The message says how, without the link. */
public class DownloadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;
    private final long retryAfterMillis;

    /**
     * @param message what the CDN did
     * @param retryable whether a later attempt may succeed
     * @param retryAfterMillis how long the CDN asks to wait before that; 0 if it does not say
     */
    public DownloadException(String message, boolean retryable, long retryAfterMillis, Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
        this.retryAfterMillis = retryAfterMillis;
    }

    /** Returns whether a later attempt may succeed. */
    public boolean isRetryable() {
        return retryable;
    }

    /** Returns how long the CDN asks to wait before trying again, in milliseconds; 0 if it does not say. */
    public long getRetryAfterMillis() {
        return retryAfterMillis;
    }
}
