package org.discordbridge.check;

import java.nio.file.Path;
import java.util.OptionalInt;

/** A route file that cannot be loaded. Its message is one line: {@code FILE, line 12: why}. */
public final class RouteFileException extends Exception {
    private static final long serialVersionUID = 1L;

    public RouteFileException(Path file, OptionalInt line, String reason, Throwable cause) {
        super(file + (line.isPresent() ? ", line " + line.getAsInt() : "") + ": " + reason, cause);
    }
}
