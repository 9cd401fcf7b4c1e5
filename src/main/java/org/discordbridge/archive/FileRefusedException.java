package org.discordbridge.archive;

/** Says that a file is not fetched because of what it is or where it lies. Trying again does not help. */
public class FileRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FileRefusedException(String message) {
        super(message);
    }
}
