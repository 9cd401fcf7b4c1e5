package org.discordbridge.archive;

import io.minio.BucketExistsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import org.apache.camel.CamelContext;
import org.apache.camel.component.minio.MinioComponent;
import org.apache.camel.component.minio.MinioConfiguration;
import org.apache.camel.spi.OnCamelContextStarting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bucket: made when it is missing. Reached as the {@code minio} component reaches it.
 *
 * <p>A store that is away or refuses the keys does not keep the bridge from starting, since messages must not wait for
 * it: it is said in the log, files go out with status FAILED, and the bucket is looked for again with the next file.
 */
public final class ObjectStore implements OnCamelContextStarting {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectStore.class);
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private String bucket;
    private String url;
    private MinioClient client;
    private volatile boolean bucketSeen;

    public void setBucket(String bucket) {
        this.bucket = bucket;
    }

    public String getBucket() {
        return bucket;
    }

    /** The HTTP client of everything that talks to the store, bounded in time. */
    public static OkHttpClient httpClient() {
        return new OkHttpClient.Builder()
                .connectTimeout(CONNECT_WITHIN)
                .readTimeout(ANSWER_WITHIN)
                .writeTimeout(ANSWER_WITHIN)
                .build();
    }

    @Override
    public void onContextStarting(CamelContext context) {
        MinioConfiguration minio =
                context.getComponent("minio", MinioComponent.class).getConfiguration();
        url = minio.getEndpoint().replaceAll("/+$", "");
        MinioClient.Builder builder = MinioClient.builder()
                .endpoint(url)
                .credentials(minio.getAccessKey(), minio.getSecretKey())
                .httpClient(minio.getCustomHttpClient());
        String region = minio.getRegion();
        client = (region == null || region.isBlank() ? builder : builder.region(region)).build();
        context.getExecutorServiceManager()
                .newThread("look for the bucket", this::lookForBucket)
                .start();
    }

    /** Not waited for: the gateway can connect meanwhile. */
    private void lookForBucket() {
        try {
            requireBucket();
        } catch (FileStoreException e) {
            LOG.error("{}. Until that is mended, files are not stored; messages are not affected", e.getMessage());
        }
    }

    /**
     * Makes the bucket unless it is there.
     *
     * @throws FileStoreException if that cannot be found out or done
     */
    synchronized void requireBucket() {
        if (bucketSeen) {
            return;
        }
        try {
            if (!client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build())) {
                client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
                LOG.info("Bucket {} was created", bucket);
            }
            bucketSeen = true;
        } catch (MinioException | IOException | GeneralSecurityException e) {
            throw new FileStoreException(describe(e), e);
        }
    }

    /** What is wrong with the store, without secrets. */
    String describe(Throwable failure) {
        if (failure instanceof ErrorResponseException refused) {
            String code = refused.errorResponse().code();
            switch (code) {
                case "NoSuchBucket":
                    bucketSeen = false;
                    return "S3 at " + url + " has no bucket " + bucket + " (BUCKET_NAME)";
                case "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidSecurity":
                    return "S3 at " + url + " refused the keys for bucket " + bucket + " (" + code
                            + "). Check MINIO_ACCESS_KEY and MINIO_SECRET_KEY";
                default:
                    return "S3 at " + url + " refused (" + code + ")";
            }
        }
        if (failure instanceof IOException) {
            return "S3 at " + url + " does not answer (" + message(failure) + "). Check MINIO_URL";
        }
        return "S3 at " + url + " failed (" + message(failure) + ")";
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    /** The address of an object. */
    String addressOf(String key) {
        String path = Arrays.stream(key.split("/"))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        return url + "/" + bucket + "/" + path;
    }
}
