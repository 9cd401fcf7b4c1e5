package org.discordbridge.archive;

import io.minio.BucketExistsArgs;
import io.minio.CopyObjectArgs;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.ObjectWriteResponse;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.ServerSideEncryption;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.http.Method;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.apache.camel.CamelContext;
import org.apache.camel.component.minio.MinioEndpoint;
import org.apache.camel.spi.OnCamelContextInitializing;
import org.apache.camel.spi.OnCamelContextStarting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reaches the S3 store and the bucket of the files in it. It gives the {@code minio} component its client, so that
 * routes reach the store as this does; makes the bucket when it is missing; and knows whether the store is away.
 *
 * <p>A store that is away or refuses the keys does not keep the bridge from starting, since messages must not wait for
 * it: the log says so, files are stored later, and the bucket is looked for again with the next file.
 *
 * <p>Safe for any number of threads. Every call blocks, for half a minute at most while nothing moves.
 */
public final class ObjectStore implements OnCamelContextInitializing, OnCamelContextStarting {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectStore.class);

    private static final String CHECK = "discord-bridge-check";

    private final FileCounts counts = new FileCounts();
    private String url;
    private String publicUrl = "";
    private String accessKey;
    private String secretKey;
    private String region = "";
    private String addressing = "auto";
    private String certificates = "";
    private ServerSideEncryption sse;
    private String bucket;
    private boolean presigned;
    private int linkLifetime;
    private Clients clients;
    private ObjectAddress addresses;
    private StoreState state;

    /** Sets the address of the store. */
    public void setUrl(String url) {
        this.url = url.replaceAll("/+$", "");
    }

    /** Sets the address that others reach it by, if that differs; addresses that are given out begin with it. */
    public void setPublicUrl(String publicUrl) {
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    public void setAccessKey(String accessKey) {
        this.accessKey = accessKey;
    }

    public void setSecretKey(String secretKey) {
        this.secretKey = secretKey;
    }

    /** Sets the store's region; empty to ask it. */
    public void setRegion(String region) {
        this.region = region;
    }

    /** Sets where the bucket's name goes: {@code path}, {@code virtual} for the host's name, or {@code auto}. */
    public void setAddressing(String addressing) {
        this.addressing = addressing;
    }

    /** Sets the file of certificates in PEM that the store's is signed by; empty for public ones only. */
    public void setCertificates(String file) {
        this.certificates = file;
    }

    /** Sets how the store is asked to encrypt: empty for its own way, {@code S3}, or {@code KMS:KEY}. */
    public void setEncryption(String encryption) {
        this.sse = StoreConnection.encryption(encryption);
    }

    public void setBucket(String bucket) {
        this.bucket = bucket;
    }

    public String getBucket() {
        return bucket;
    }

    /**
     * Sets the kind of addresses given out: {@code plain}, or {@code presigned}, where anybody may read for a while.
     */
    public void setLinks(String links) {
        this.presigned = "presigned".equals(links);
    }

    /** Sets how long signed addresses are good, in seconds; at most seven days. */
    public void setLinkLifetime(int seconds) {
        this.linkLifetime = seconds;
    }

    /**
     * Holds the clients that ask the store.
     *
     * @param signer signs addresses that are given out
     */
    private record Clients(MinioClient client, MinioClient signer) {}

    /** Prepares addresses and clients before the endpoints are made. */
    @Override
    public void onContextInitializing(CamelContext context) {
        addresses = new ObjectAddress(
                bucket, publicUrl.isEmpty() ? List.of(url) : List.of(url, publicUrl), Boolean.TRUE.equals(isVirtual()));
        state = new StoreState(url, bucket);
        if (!certificates.isEmpty()) {
            // certificates that cannot be read are reported here, and not by the first endpoint
            prepare();
        }
        context.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> {
            if (endpoint instanceof MinioEndpoint of && of.getConfiguration().getMinioClient() == null) {
                of.getConfiguration().setMinioClient(client());
            }
            return endpoint;
        });
    }

    private Boolean isVirtual() {
        return switch (addressing) {
            case "path" -> Boolean.FALSE;
            case "virtual" -> Boolean.TRUE;
            default -> null;
        };
    }

    /** Makes its client, unless that is done: it takes a while, and asks nothing yet. */
    public synchronized void prepare() {
        if (clients == null) {
            OkHttpClient http = StoreConnection.http(certificates.isEmpty() ? null : Path.of(certificates));
            MinioClient client = connect(url, http);
            clients = new Clients(client, publicUrl.isEmpty() ? client : connect(publicUrl, http));
        }
    }

    private synchronized Clients clients() {
        prepare();
        return clients;
    }

    MinioClient client() {
        return clients().client();
    }

    @Override
    public void onContextStarting(CamelContext context) {
        context.getExecutorServiceManager()
                .newThread("look for the bucket", this::lookForBucket)
                .start();
    }

    private MinioClient connect(String address, OkHttpClient http) {
        return StoreConnection.client(
                address, accessKey, secretKey, region.isBlank() ? null : region, isVirtual(), http);
    }

    /** Looks for the bucket; nobody waits for that, so that the gateway can connect meanwhile. */
    private void lookForBucket() {
        try {
            requireBucket();
        } catch (FileStoreException e) {
            LOG.debug("The bucket is looked for again with the first file", e);
        }
    }

    /**
     * Makes the bucket unless it is there. While the store is away, it is asked once a second at most.
     *
     * @throws FileStoreException if that cannot be found out or done
     */
    void requireBucket() {
        state.require(() -> {
            if (client().bucketExists(BucketExistsArgs.builder().bucket(bucket).build())) {
                return false;
            }
            client().makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
            return true;
        });
    }

    /**
     * Returns whether the bucket is there. If so, a small object has been put, looked at and removed again, with its
     * version where the store keeps those.
     *
     * @throws FileStoreException if the store does not answer, or refuses any of that
     */
    public boolean isWritable() {
        return ask(() -> {
            if (!client().bucketExists(BucketExistsArgs.builder().bucket(bucket).build())) {
                return false;
            }
            byte[] nothing = {};
            ObjectWriteResponse put = client().putObject(
                            PutObjectArgs.builder()
                                    .bucket(bucket)
                                    .object(CHECK)
                                    .sse(sse())
                                    .contentType("application/octet-stream")
                                    .stream(new ByteArrayInputStream(nothing), nothing.length, -1)
                                    .build());
            client().statObject(StatObjectArgs.builder()
                    .bucket(bucket)
                    .object(CHECK)
                    .build());
            removeCheck(put.versionId());
            return true;
        });
    }

    private void removeCheck(String version) throws MinioException, IOException, GeneralSecurityException {
        RemoveObjectArgs.Builder check =
                RemoveObjectArgs.builder().bucket(bucket).object(CHECK);
        try {
            client().removeObject(check.versionId(version).build());
        } catch (ErrorResponseException e) {
            if (version == null) {
                throw e;
            }
            // versions need a right of their own, which the bridge does not need: one is left behind
            client().removeObject(check.versionId(null).build());
        }
    }

    public String getUrl() {
        return url;
    }

    /** Returns the counts of what has become of files. */
    public FileCounts counts() {
        return counts;
    }

    /** Returns what is wrong with the store, and notes it: the store has to answer before more is sent to it. */
    FileStoreException failure(Throwable thrown) {
        return state.failure(thrown);
    }

    /** Returns how long the store has been away; zero if it is not, as far as is known. */
    public Duration awayFor() {
        return state.awayFor();
    }

    /** Returns how objects have to be encrypted; null for the store's own way. */
    ServerSideEncryption sse() {
        return sse;
    }

    /** Returns what the store says of an object; empty if it has none of that key. */
    Optional<StatObjectResponse> stat(String key) {
        return ask(() -> {
            try {
                return Optional.of(client().statObject(StatObjectArgs.builder()
                        .bucket(bucket)
                        .object(key)
                        .build()));
            } catch (ErrorResponseException e) {
                if ("NoSuchKey".equals(e.errorResponse().code())) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /** Writes an object anew, with other metadata; returns its ETag. */
    String copy(CopyObjectArgs.Builder args) {
        return ask(() -> client().copyObject(args.build()).etag());
    }

    /** Opens the bytes of an object as a stream. The caller closes it. */
    InputStream open(String key) {
        return ask(() -> client().getObject(
                        GetObjectArgs.builder().bucket(bucket).object(key).build()));
    }

    /** Removes an object. */
    void remove(String key) {
        ask(() -> {
            client().removeObject(RemoveObjectArgs.builder()
                    .bucket(bucket)
                    .object(key)
                    .build());
            return null;
        });
    }

    /** Returns the address of an object that is given out, signed if that is set. */
    String addressOf(String key) {
        return presigned ? signedAddressOf(key) : addresses.of(key);
    }

    /** Returns an address of an object at which anybody may read it for a while. */
    String signedAddressOf(String key) {
        return ask(() -> clients()
                .signer()
                .getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                        .method(Method.GET)
                        .bucket(bucket)
                        .object(key)
                        .expiry(linkLifetime)
                        .build()));
    }

    /** Finds the key of the object of this bucket that an address or a key names; empty if it names something else. */
    Optional<String> keyOf(String reference) {
        return addresses.keyOf(reference);
    }

    /** A request to the store. */
    interface Request<T> {
        T send() throws MinioException, IOException, GeneralSecurityException;
    }

    <T> T ask(Request<T> request) {
        try {
            return request.send();
        } catch (MinioException | IOException | GeneralSecurityException e) {
            throw state.failure(e);
        }
    }
}
