package org.discordbridge.streams.rule;

/** A rule file says something that is not understood. The message names the file, the line, and what would be. */
public final class RuleFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RuleFileException(String message) {
        super(message);
    }
}
