package org.discordbridge.discord.session.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.discord.session.UnreadableFileException;

/**
 * A file to be sent. It is streamed, never held in memory.
 *
 * @param name file name
 * @param contentType its media type, null if unknown
 * @param size bytes, -1 if unknown
 * @param description alternative text, or null
 * @param content gives its bytes
 */
public record Upload(String name, String contentType, long size, String description, Content content) {
    /** Gives the bytes, from the beginning each time: a request may be sent more than once. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    /**
     * Returns the file with its size; if that is unknown, the file is read once. Blocks.
     *
     * @throws DiscordException if it cannot be read
     */
    public Upload measured() {
        if (size >= 0) {
            return this;
        }
        try (InputStream in = content.open()) {
            long counted = in.transferTo(OutputStream.nullOutputStream());
            return new Upload(name, contentType, counted, description, content);
        } catch (IOException | RuntimeException e) {
            UnreadableFileException reason = new UnreadableFileException(name, e);
            throw new DiscordException(reason.getMessage() + ". Nothing was sent", 0, 0, reason);
        }
    }
}
