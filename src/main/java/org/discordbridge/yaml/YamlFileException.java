package org.discordbridge.yaml;

/** A file says something that is not understood. The message names the file, the line, and what would be. */
public final class YamlFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public YamlFileException(String message) {
        super(message);
    }
}
