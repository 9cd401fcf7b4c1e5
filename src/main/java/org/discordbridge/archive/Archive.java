package org.discordbridge.archive;

import java.time.Duration;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.discordbridge.event.File;
import org.discordbridge.event.FileStatus;
import org.discordbridge.event.MessageCreated;

/**
 * Does what {@code routes/store-attachments.camel.yaml} cannot say in YAML: it finds out which address to ask, what to
 * upload, whether it has arrived, and what came of it.
 *
 * <p>The route has three steps: {@link #expect} for a message, {@link #store} for each of its files, {@link #complete}
 * for the message again.
 */
public final class Archive extends FileSteps {
    private Duration timeout = Duration.ofSeconds(30);

    /** Sets how long a message waits for its files, in milliseconds; 30,000 unless set. */
    public void setTimeoutMillis(long millis) {
        this.timeout = Duration.ofMillis(millis);
    }

    /** Begins to wait for the files of a message, before all else. */
    public void expect(@Body MessageCreated message, Exchange exchange) {
        MessageFiles files = new MessageFiles(message, policy(), timeout);
        exchange.setVariable("files", files);
        exchange.setVariable("origin", files.origin());
    }

    /**
     * Returns whether to try a file again: only if that may help, and the message still waits. A store that has been
     * away for longer than the message would wait is not tried again.
     */
    public boolean mayTryAgain(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable thrown,
            @Variable("file") File file,
            @Variable("files") MessageFiles files,
            Exchange exchange) {
        FileFailure failure = FileFailure.of(thrown, exchange.getVariable("transfer", Transfer.class), store());
        if (!failure.tryAgain() || files.late()) {
            return false;
        }
        files.trouble(file, failure.reason());
        DownloadException download = FileFailure.cause(DownloadException.class, thrown);
        if (download != null && download.getRetryAfterMillis() > 0) {
            exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, download.getRetryAfterMillis());
        }
        return !failure.ofStore() || store().awayFor().compareTo(timeout) < 0;
    }

    /**
     * Notes why a file was not stored, and what that means; this comes instead of storing it.
     *
     * @throws Exception what was thrown, if no file is at fault: the message has all of them, and could not be kept
     *     pending
     */
    public void notStored(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable thrown,
            @Variable("origin") FileOrigin origin,
            @Variable("file") File file,
            @Variable("files") MessageFiles files,
            Exchange exchange)
            throws Exception {
        if (files == null && thrown instanceof Exception ofMessage) {
            throw ofMessage;
        }
        FileFailure failure = FileFailure.of(thrown, exchange.getVariable("transfer", Transfer.class), store());
        if (files.late() && failure.status() == FileStatus.PENDING) {
            // told when the message goes out
            return;
        }
        FileFailure.log(origin.messageId(), file, failure.status(), failure.reason(), thrown);
        String key = failure.status() == FileStatus.REJECTED ? null : ObjectKey.of(origin, file);
        files.outcome(file.notStored(failure.status(), key, failure.reason()));
    }

    /** Returns the message with what has become of its files. */
    public MessageCreated complete(@Variable("files") MessageFiles files, Exchange exchange) {
        exchange.removeVariable("files");
        exchange.removeVariable("origin");
        MessageCreated complete = files.complete();
        complete.files().forEach(store().counts()::add);
        return complete;
    }
}
