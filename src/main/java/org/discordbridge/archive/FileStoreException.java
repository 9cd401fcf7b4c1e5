package org.discordbridge.archive;

/** The object store did not do what it was asked; the message says what to look at. */
public class FileStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;

    /** @param retryable whether the same may succeed soon, without anybody mending a setting */
    public FileStoreException(String message, boolean retryable, Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    /** Whether the same may succeed soon: the store does not answer, or failed. Not if it refused. */
    public boolean isRetryable() {
        return retryable;
    }
}
