package org.discordbridge.archive;

/** Says that the object store did not do what it was asked; the message says what to look at. */
public class FileStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;

    /** @param retryable whether another attempt may succeed soon, without anybody mending a setting */
    public FileStoreException(String message, boolean retryable, Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    /** Returns whether another attempt may succeed soon: the store does not answer, or failed. False if it refused. */
    public boolean isRetryable() {
        return retryable;
    }
}
