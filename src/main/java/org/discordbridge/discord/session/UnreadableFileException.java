package org.discordbridge.discord.session;

import java.io.IOException;

/** A file could not be read while it was sent: Discord is not the reason. */
public final class UnreadableFileException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnreadableFileException(String file, String reason) {
        super("File " + file + " could not be read to its end: " + reason);
    }

    public UnreadableFileException(String file, Exception cause) {
        this(file, cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
        initCause(cause);
    }
}
