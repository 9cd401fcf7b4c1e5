package org.discordbridge.archive;

import io.minio.StatObjectResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.apache.camel.language.simple.Simple;
import org.discordbridge.event.File;
import org.discordbridge.event.FileBuilder;
import org.discordbridge.event.FileEvent;
import org.discordbridge.event.FileStatus;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.event.PendingFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what {@code routes/store-pending-files.camel.yaml} cannot say in YAML. Between its steps, the variable
 * {@code pending} holds the record of the file, and {@code origin} and {@code file} are those that {@link Archive}
 * works with.
 */
public final class PendingFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PendingFiles.class);
    private static final String REFUSED = "refusedFiles";
    private static final int LONGEST_REASON = 1_000;

    private ObjectStore store;

    public void setStore(ObjectStore store) {
        this.store = store;
    }

    /** Prepares for putting files on their topic: none of them is known to be refused yet. */
    public void expect(Exchange exchange) {
        exchange.setVariable(REFUSED, new ConcurrentHashMap<String, String>());
    }

    /** Returns the records of a message's files that are still to be stored. */
    public List<PendingFile> of(@Body MessageCreated message) {
        Instant now = Instant.now();
        return message.pendingFiles().stream()
                .map(file -> new PendingFile(
                        message.guildId(),
                        message.channelId(),
                        message.messageId(),
                        message.authorId(),
                        file.id(),
                        file.filename(),
                        now,
                        bounded(file.reason())))
                .toList();
    }

    /** Notes that a file will not be stored, since Kafka does not take its record. */
    public void refused(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable thrown,
            @Variable("kept") PendingFile file,
            @Variable(REFUSED) Map<String, String> refused) {
        String reason = "it cannot be stored later, since it cannot be put on the topic of pending files: "
                + thrown.getMessage();
        LOG.error(
                "Attachment {} ({}) of message {} was not stored: {}. The record is published with status FAILED",
                file.fileId(),
                ObjectKey.safeName(file.filename()),
                file.messageId(),
                reason);
        refused.put(file.fileId(), reason);
    }

    /** Returns the message; files whose record Kafka did not take have failed in it. */
    public MessageCreated kept(@Body MessageCreated message, @Variable(REFUSED) Map<String, String> refused) {
        return refused.isEmpty()
                ? message
                : message.withFiles(message.files().stream()
                        .map(file -> refused.containsKey(file.id())
                                ? file.notStored(FileStatus.FAILED, file.objectKey(), refused.get(file.id()))
                                : file)
                        .toList());
    }

    private static String bounded(String reason) {
        return reason == null || reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
    }

    /** Notes, before all else, whose file it is, and sees that the store takes files. Fails while it does not. */
    public void begin(@Variable("pending") Map<String, Object> pending, Exchange exchange) {
        exchange.removeVariable("refreshed");
        exchange.removeVariable("transfer");
        exchange.setVariable("origin", originOf(pending));
        store.requireBucket();
    }

    /**
     * Makes the file the body if the bucket has it by now: its record was read again, or the message's own attempt was
     * just late.
     */
    public void find(
            @Body MessageCreated message,
            @Variable("pending") Map<String, Object> pending,
            @Variable("origin") FileOrigin origin,
            Exchange exchange) {
        String id = text(pending, "file_id");
        File file = MessageFiles.again(message, id);
        exchange.setVariable("file", file);
        String key = ObjectKey.of(origin, file);
        store.stat(key)
                .filter(found -> found.size() == file.size()
                        && id.equals(found.userMetadata().get("attachment-id")))
                .filter(found -> found.userMetadata().get("sha256") != null)
                .ifPresentOrElse(
                        found -> exchange.getMessage().setBody(stored(file, key, found)),
                        () -> exchange.getMessage().setBody(null));
    }

    private File stored(File file, String key, StatObjectResponse found) {
        return file.stored(
                store.addressOf(key),
                key,
                found.contentType(),
                found.userMetadata().get("sha256"),
                found.size());
    }

    /**
     * Fails: the message of the file cannot be read.
     *
     * @param retryable whether reading it may succeed later
     */
    public void unreadable(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable thrown,
            @Simple("${exception.retryable}") boolean retryable) {
        throw new DownloadException("its message cannot be read: " + thrown.getMessage(), retryable, 0, thrown);
    }

    /** Returns the event that the file is stored. */
    public FileEvent event(@Body File file, @Variable("origin") FileOrigin origin) {
        LOG.info(
                "Attachment {} ({}) of message {} is stored now",
                file.id(),
                ObjectKey.safeName(file.filename()),
                origin.messageId());
        return eventOf(file, origin);
    }

    /** Returns the event that the file never will be stored. */
    public FileEvent failed(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable thrown,
            @Variable("pending") Map<String, Object> pending,
            Exchange exchange) {
        FileFailure failure = FileFailure.of(thrown, exchange.getVariable("transfer", Transfer.class), store);
        FileOrigin origin = originOf(pending);
        File file = exchange.getVariable("file", File.class);
        if (file == null) {
            file = nameless(pending);
        }
        FileStatus status = failure.status() == FileStatus.PENDING ? FileStatus.FAILED : failure.status();
        LOG.error(
                "Attachment {} ({}) of message {} will not be stored: {}. An event file-failed says so",
                file.id(),
                ObjectKey.safeName(file.filename()),
                origin.messageId(),
                failure.reason());
        return eventOf(file.notStored(status, null, failure.reason()), origin);
    }

    private FileEvent eventOf(File file, FileOrigin origin) {
        store.counts().add(file);
        String author = origin.authorId().isEmpty() ? null : origin.authorId();
        return new FileEvent(Instant.now(), origin.guildId(), origin.channelId(), origin.messageId(), author, file);
    }

    private static File nameless(Map<String, Object> pending) {
        return FileBuilder.builder()
                .id(text(pending, "file_id"))
                .filename(text(pending, "filename"))
                .sourceUrl("")
                .status(FileStatus.PENDING)
                .build();
    }

    private static FileOrigin originOf(Map<String, Object> pending) {
        Object guild = pending.get("guild_id");
        return new FileOrigin(
                guild == null ? null : guild.toString(),
                text(pending, "channel_id"),
                text(pending, "message_id"),
                text(pending, "author_id"));
    }

    private static String text(Map<String, Object> pending, String field) {
        return String.valueOf(pending.get(field));
    }
}
