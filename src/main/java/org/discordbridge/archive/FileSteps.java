package org.discordbridge.archive;

import io.minio.CopyObjectArgs;
import io.minio.CopySource;
import io.minio.Directive;
import io.minio.PutObjectArgs;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Variable;
import org.apache.camel.component.minio.MinioConstants;
import org.apache.camel.language.simple.Simple;
import org.discordbridge.event.File;
import org.discordbridge.event.MessageCreated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores one file, step by step, between the download and the upload of {@code routes/store-attachments.camel.yaml}.
 * The steps stand in the order in which they are taken. Variables hold what the steps share: {@code origin} says where
 * the file comes from, {@code file} is the file, {@code download} is what the CDN sends, {@code transfer} its bytes on
 * their way, {@code held} what is taken of the memory for small files, {@code spooled} a large file on disk, and
 * {@code files} those of the whole message while that waits.
 *
 * <p>Each step is a method that a route can call by itself: route files of earlier versions do.
 */
public abstract class FileSteps implements CamelContextAware {
    private static final Logger LOG = LoggerFactory.getLogger(Archive.class);
    private static final int PART_OF_UNKNOWN = 8 * 1024 * 1024;

    private final SmallFiles small = new SmallFiles();
    private final LargeFiles large = new LargeFiles();
    private CamelContext context;
    private ProducerTemplate routes;
    private ObjectStore store;
    private CdnHosts hosts;
    private AttachmentPolicy policy;

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
        routes = camelContext.createProducerTemplate();
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    public void setStore(ObjectStore store) {
        this.store = store;
    }

    public void setPolicy(AttachmentPolicy policy) {
        this.policy = policy;
    }

    /** Sets the hosts that files may be fetched from: {@code host} or {@code host:port}, separated by commas. */
    public void setCdnHosts(String cdnHosts) {
        this.hosts = new CdnHosts(cdnHosts);
    }

    ObjectStore store() {
        return store;
    }

    AttachmentPolicy policy() {
        return policy;
    }

    /**
     * Stores one file: opens it by {@code direct:download-file}, once more with a link of {@code direct:fresh-link} if
     * its own has expired, puts it by {@code direct:upload-file}, and sees that the store has what was sent. Blocks.
     * Lets go of the connection, which Camel would keep until the exchange is done, and of its room in memory and on
     * disk.
     *
     * @return the file as it is stored
     * @throws Exception if it could not be stored; see {@link Archive#mayTryAgain}
     */
    public File store(Exchange exchange) throws Exception {
        try {
            download(exchange);
            if (CdnAnswer.hasExpired(exchange.getMessage()) && exchange.getVariable("refreshed") == null) {
                release(exchange);
                call("direct:fresh-link", exchange);
                download(exchange);
            }
            FileOrigin origin = exchange.getVariable("origin", FileOrigin.class);
            File file = exchange.getVariable("file", File.class);
            MessageFiles files = exchange.getVariable("files", MessageFiles.class);
            upload(origin, file, files, exchange);
            call("direct:upload-file", exchange);
            String type = exchange.getVariable("type", String.class);
            Transfer transfer = exchange.getVariable("transfer", Transfer.class);
            String etag = exchange.getVariable("digestMissing", Boolean.class)
                    ? store.copy(digest(origin, file, type, transfer))
                    : exchange.getMessage().getHeader(MinioConstants.E_TAG, String.class);
            return verify(etag, origin, file, type, transfer, files);
        } finally {
            release(exchange);
        }
    }

    private void download(Exchange exchange) throws Exception {
        request(exchange.getVariable("file", File.class), exchange.getVariable("files", MessageFiles.class), exchange);
        call("direct:download-file", exchange);
        exchange.setVariable("download", exchange.getMessage().getBody());
    }

    private void call(String route, Exchange exchange) throws Exception {
        routes.send(route, exchange);
        Exception failure = exchange.getException();
        if (failure != null) {
            exchange.setException(null);
            throw failure;
        }
    }

    /** Prepares the download: sets the address, if it may be asked. */
    public void request(@Variable("file") File file, @Variable("files") MessageFiles files, Exchange exchange) {
        exchange.removeVariable("transfer");
        requireTime(files);
        URI address = hosts.check(file.sourceUrl());
        store.requireBucket();
        Message message = exchange.getMessage();
        // these headers are of an earlier attempt; the redelivery counter has to stay
        message.removeHeader(Exchange.CONTENT_LENGTH);
        message.removeHeader("Retry-After");
        message.setHeader(Exchange.HTTP_METHOD, "GET");
        message.setHeader(
                Exchange.HTTP_URI, address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath());
        if (address.getRawQuery() != null) {
            message.setHeader(Exchange.HTTP_RAW_QUERY, address.getRawQuery());
        }
        // the bytes as they are: a compressed answer is not unpacked into something larger
        exchange.setProperty(Exchange.SKIP_GZIP_ENCODING, true);
        message.setBody(null);
    }

    private static void requireTime(MessageFiles files) {
        if (files != null && files.late()) {
            throw new DownloadException("there was no time for it", true, 0, null);
        }
    }

    /** Takes the file as its message has it now, when the link has expired. */
    public void freshLink(@Body MessageCreated message, @Variable("file") File file, Exchange exchange) {
        exchange.setVariable("file", MessageFiles.again(message, file.id()));
        exchange.setVariable("refreshed", true);
    }

    /**
     * Fails: the link has expired, and the message cannot be read again.
     *
     * @param retryable whether reading it may succeed later
     */
    public void noFreshLink(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable thrown,
            @Simple("${exception.retryable}") boolean retryable,
            @Header(Exchange.HTTP_RESPONSE_CODE) int status) {
        throw new DownloadException(
                "the CDN answered " + status + ", and there is no fresh link: " + thrown.getMessage(),
                retryable,
                0,
                thrown);
    }

    /** Prepares the upload, after the download: says what to put where. */
    public void upload(
            @Variable("origin") FileOrigin origin,
            @Variable("file") File file,
            @Variable("files") MessageFiles files,
            Exchange exchange)
            throws IOException {
        Message answer = exchange.getMessage();
        long length = CdnAnswer.requireFile(answer, file, exchange.getVariable("refreshed") != null);
        BooleanSupplier late = files == null ? () -> false : files::late;
        InputStream body = answer.getBody(InputStream.class);
        Transfer transfer =
                new Transfer(body == null ? InputStream.nullInputStream() : body, length, policy.mostBytes(), late);
        exchange.setVariable("transfer", transfer);
        int held = small.take(length);
        exchange.setVariable("held", held);
        byte[] head = transfer.begin(held > 0 ? (int) length : FileType.HEAD);
        FileType type = FileType.of(head, Math.min(head.length, FileType.HEAD), file.filename());
        policy.require(type);
        boolean read = head.length < FileType.HEAD || head.length == length;
        Map<String, String> metadata = origin.metadata(file);
        PutObjectArgs.Builder put =
                PutObjectArgs.builder().bucket(store.getBucket()).object(ObjectKey.of(origin, file));
        InputStream bytes = new ByteArrayInputStream(head);
        boolean digested = read;
        if (read) {
            transfer.requireEnd();
        } else {
            LargeFiles.Spooled spooled =
                    large.spool(head, transfer, length == Transfer.UNKNOWN ? policy.mostBytes() : length);
            exchange.setVariable("spooled", spooled);
            bytes = spooled.bytes();
            digested = spooled.whole();
        }
        if (digested) {
            metadata.put("sha256", transfer.sha256Hex());
            put.stream(bytes, transfer.count(), -1);
        } else {
            put.stream(bytes, length, length == Transfer.UNKNOWN ? PART_OF_UNKNOWN : -1);
        }
        exchange.setVariable("type", type.name());
        exchange.setVariable("digestMissing", !digested);
        answer.setBody(put.contentType(type.name()).userMetadata(metadata).sse(store.sse()));
    }

    /**
     * Puts the digest of a large file that found no room on disk into its metadata: it is known only after the upload.
     */
    public CopyObjectArgs.Builder digest(
            @Variable("origin") FileOrigin origin,
            @Variable("file") File file,
            @Variable("type") String type,
            @Variable("transfer") Transfer transfer) {
        String key = ObjectKey.of(origin, file);
        Map<String, String> metadata = origin.metadata(file);
        metadata.put("sha256", transfer.sha256Hex());
        return CopyObjectArgs.builder()
                .bucket(store.getBucket())
                .object(key)
                .source(CopySource.builder()
                        .bucket(store.getBucket())
                        .object(key)
                        .build())
                .metadataDirective(Directive.REPLACE)
                .headers(Map.of("Content-Type", type))
                .userMetadata(metadata)
                .sse(store.sse());
    }

    /**
     * Returns the file, when the store has all of it. A store tells the MD5 of an object that it has just taken; where
     * that differs, since the store encrypts with keys of its own for instance, the object is read back.
     */
    public File verify(
            @Header(MinioConstants.E_TAG) String etag,
            @Variable("origin") FileOrigin origin,
            @Variable("file") File file,
            @Variable("type") String type,
            @Variable("transfer") Transfer transfer,
            @Variable("files") MessageFiles files)
            throws IOException {
        String key = ObjectKey.of(origin, file);
        if (!transfer.md5Hex().equals(etag) && !transfer.sha256Hex().equals(digestOf(key))) {
            store.remove(key);
            throw new FileStoreException(
                    "the store has other bytes of it than were sent, and was told to remove them", true, null);
        }
        File stored = file.stored(store.addressOf(key), key, type, transfer.sha256Hex(), transfer.count());
        if (files != null) {
            files.outcome(stored);
        }
        return stored;
    }

    private String digestOf(String key) throws IOException {
        MessageDigest sha256 = Transfer.digest("SHA-256");
        try (InputStream in = new DigestInputStream(store.open(key), sha256)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    /**
     * Lets go, after an attempt, of its connection, which Camel would keep until the exchange is done, and of its room
     * in memory and on disk.
     */
    public void release(Exchange exchange) {
        close(exchange.removeVariable("download"));
        close(exchange.removeVariable("spooled"));
        if (exchange.removeVariable("held") instanceof Integer held) {
            small.giveBack(held);
        }
    }

    private static void close(Object opened) {
        if (opened instanceof Closeable closeable) {
            try {
                closeable.close();
            } catch (IOException e) {
                LOG.debug("A file was closed before its end", e);
            }
        }
    }
}
