package org.discordbridge.archive;

import io.minio.PutObjectArgs;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.Variable;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.ObjectHelper;
import org.discordbridge.event.File;
import org.discordbridge.event.MessageCreated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code routes/store-attachments.camel.yaml} cannot say in YAML: which address to ask, what to upload, and what came
 * of it. The steps of one file run on one thread, in the order of the methods here, with the message in the variable
 * {@code message} and the file in {@code file}.
 */
public final class Archive {
    private static final Logger LOG = LoggerFactory.getLogger(Archive.class);
    private static final long PART_SIZE = 10L * 1024 * 1024;
    private static final long MOST_UNKNOWN = -1;

    private ObjectStore store;
    private CdnHosts hosts;

    public void setStore(ObjectStore store) {
        this.store = store;
    }

    /** Hosts files may be fetched from: {@code host} or {@code host:port}, separated by commas. */
    public void setCdnHosts(String cdnHosts) {
        this.hosts = new CdnHosts(cdnHosts);
    }

    /** Before the download: the address, if it may be asked. */
    public void request(@Body File file, Exchange exchange) {
        URI address = hosts.check(file.sourceUrl());
        Message message = exchange.getMessage();
        // of an attempt before; the redelivery counter has to stay
        message.removeHeader(Exchange.CONTENT_LENGTH);
        exchange.removeVariable("transfer");
        message.setHeader(Exchange.HTTP_METHOD, "GET");
        message.setHeader(
                Exchange.HTTP_URI, address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath());
        if (address.getRawQuery() != null) {
            message.setHeader(Exchange.HTTP_RAW_QUERY, address.getRawQuery());
        }
        message.setBody(null);
    }

    /** Between download and upload: what to put where. */
    public void upload(@Variable("message") MessageCreated message, @Variable("file") File file, Exchange exchange)
            throws InvalidPayloadException {
        store.requireBucket();
        Transfer transfer = new Transfer(exchange.getMessage().getMandatoryBody(InputStream.class));
        Long length = exchange.getMessage().getHeader(Exchange.CONTENT_LENGTH, Long.class);
        PutObjectArgs.Builder put =
                PutObjectArgs.builder().bucket(store.getBucket()).object(ObjectKey.of(message, file)).stream(
                        transfer, length == null ? MOST_UNKNOWN : length, PART_SIZE);
        if (file.contentType() != null) {
            put.contentType(file.contentType());
        }
        exchange.setVariable("transfer", transfer);
        exchange.getMessage().setBody(put);
    }

    /** After the upload. */
    public File stored(
            @Variable("message") MessageCreated message,
            @Variable("file") File file,
            @Variable("transfer") Transfer transfer) {
        String key = ObjectKey.of(message, file);
        return file.stored(store.addressOf(key), key, transfer.sha256Hex(), transfer.count());
    }

    /** Instead of that: why not. The message goes on without the file. */
    public File failed(
            @Variable("message") MessageCreated message,
            @Variable("file") File file,
            @Variable("transfer") Transfer transfer,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure) {
        String reason = reason(failure, transfer);
        LOG.error(
                "Attachment {} ({}) of message {} was not stored: {}. The record is published with status FAILED",
                file.id(),
                ObjectKey.safeName(file.filename()),
                message.messageId(),
                reason,
                LOG.isDebugEnabled() ? failure : null);
        return file.failed(failure instanceof FileRefusedException ? null : ObjectKey.of(message, file), reason);
    }

    /** The message with what became of its files. */
    public MessageCreated complete(@Variable("message") MessageCreated message, @Body List<File> files) {
        return message.withFiles(files);
    }

    /** Whether trying again may help: not if the file was refused, or the CDN or the store said no. */
    public boolean isRetryable(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure) {
        if (failure instanceof FileRefusedException) {
            return false;
        }
        if (failure instanceof HttpOperationFailedException refused) {
            return refused.getStatusCode() == 429 || refused.getStatusCode() >= 500;
        }
        return ObjectHelper.getException(IOException.class, failure) != null;
    }

    private String reason(Throwable failure, Transfer transfer) {
        if (failure instanceof HttpOperationFailedException refused) {
            // its own message holds the signed link
            return refused.getStatusCode() / 100 == 3
                    ? "the CDN redirects elsewhere (" + refused.getStatusCode() + ")"
                    : "the CDN answered " + refused.getStatusCode();
        }
        if (failure instanceof FileRefusedException || failure instanceof FileStoreException) {
            return failure.getMessage();
        }
        if (transfer == null) {
            return "the CDN does not answer (" + failure.getClass().getSimpleName() + ")";
        }
        if (transfer.broken() != null) {
            return "the download broke off after " + transfer.count() + " bytes ("
                    + transfer.broken().getClass().getSimpleName() + ")";
        }
        return store.describe(failure);
    }
}
