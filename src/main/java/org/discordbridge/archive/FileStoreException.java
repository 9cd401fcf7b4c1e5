package org.discordbridge.archive;

/** The object store did not do what it was asked; the message says what to look at. */
public class FileStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FileStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
