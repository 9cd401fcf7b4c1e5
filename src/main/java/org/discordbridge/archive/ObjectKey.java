package org.discordbridge.archive;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;
import org.discordbridge.event.File;

/**
 * Makes the key of a file in the bucket: {@code guild/channel/message/attachment/name}, with {@code dm} for the guild
 * in direct messages. The same file always gets the same key, so that storing it again overwrites it with itself.
 */
final class ObjectKey {
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_EXTENSION = 16;
    private static final String NAMELESS = "file";

    private ObjectKey() {}

    static String of(FileOrigin origin, File file) {
        return (origin.guildId() == null ? "dm" : digits(origin.guildId())) + "/" + digits(origin.channelId()) + "/"
                + digits(origin.messageId()) + "/" + digits(file.id()) + "/" + safeName(file.filename());
    }

    /** Says why a file can have no key, since ids come from outside; empty if it can. */
    static Optional<String> refusal(FileOrigin origin, File file) {
        try {
            of(origin, file);
            return Optional.empty();
        } catch (FileRefusedException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static String digits(String snowflake) {
        if (!snowflake.matches("[0-9]{1,20}")) {
            throw new FileRefusedException("an id of it is not a number");
        }
        return snowflake;
    }

    /**
     * Returns a name in Unicode NFC, without control characters, separators, dots alone or in a row, at most 128 bytes,
     * with its extension.
     */
    static String safeName(String name) {
        String clean = Normalizer.normalize(name, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}/\\\\]", "_")
                .replaceAll("\\.{2,}", ".");
        if (clean.isBlank() || clean.matches("\\.+")) {
            return NAMELESS;
        }
        int dot = clean.lastIndexOf('.');
        String extension = dot > 0 && clean.length() - dot <= LONGEST_EXTENSION ? clean.substring(dot) : "";
        String stem = clean.substring(0, clean.length() - extension.length());
        return withinBytes(stem, LONGEST_NAME - bytes(extension)) + extension;
    }

    private static String withinBytes(String text, int most) {
        int end = 0;
        int size = 0;
        while (end < text.length()) {
            int next = end + Character.charCount(text.codePointAt(end));
            size += bytes(text.substring(end, next));
            if (size > most) {
                break;
            }
            end = next;
        }
        return text.substring(0, end);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
