package org.discordbridge.discord.operation;

import jakarta.activation.DataSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Message;
import org.apache.camel.attachment.Attachment;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.trait.message.MessageTrait;
import org.discordbridge.discord.options.Shortened;
import org.discordbridge.discord.session.rest.Upload;

/**
 * Turns the attachments of an exchange into files to be sent, in their order. The id of an attachment is the name of
 * its file; its headers {@code Content-Length} and {@code Content-Description} are size and alternative text.
 */
final class AttachedFiles {
    /**
     * Greatest size of all files in a request, with some room left for the other fields (Discord docs, Message > Create
     * Message).
     */
    static final long MOST_BYTES = (25L << 20) - (256 << 10);

    /** Greatest number of files in a message. */
    static final int MOST_FILES = 10;

    private AttachedFiles() {}

    static List<Upload> of(Message message) {
        if (!message.hasTrait(MessageTrait.ATTACHMENTS)) {
            return List.of();
        }
        List<Upload> files = new ArrayList<>();
        message.getExchange()
                .getMessage(AttachmentMessage.class)
                .getAttachmentObjects()
                .forEach((name, attachment) -> files.add(file(name, attachment)));
        return files;
    }

    private static Upload file(String name, Attachment attachment) {
        DataSource source = attachment.getDataHandler().getDataSource();
        return new Upload(
                name,
                source.getContentType(),
                size(name, attachment.getHeader("Content-Length")),
                attachment.getHeader("Content-Description"),
                source::getInputStream);
    }

    private static long size(String name, String header) {
        if (header == null) {
            return -1;
        }
        try {
            return Long.parseUnsignedLong(header.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Content-Length '" + Shortened.of(header) + "' of attachment " + name + " is no number", e);
        }
    }

    /**
     * Divides files into as few messages as Discord allows, in order; no message if there are no files. If there are
     * several, files of unknown size are read once to learn it.
     */
    static List<List<Upload>> batches(List<Upload> files) {
        if (files.size() < 2) {
            return files.isEmpty() ? List.of() : List.of(files);
        }
        List<List<Upload>> batches = new ArrayList<>();
        List<Upload> batch = new ArrayList<>();
        long bytes = 0;
        for (Upload given : files) {
            Upload file = given.measured();
            if (!batch.isEmpty() && (batch.size() == MOST_FILES || bytes + file.size() > MOST_BYTES)) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(file);
            bytes += file.size();
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }
}
