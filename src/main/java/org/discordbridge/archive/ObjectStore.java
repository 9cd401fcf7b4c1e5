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
import org.apache.camel.spi.OnCamelContextStarting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bucket. Gives the {@code minio} component its client and makes the bucket when it is missing.
 *
 * <p>A store that is away or refuses the keys does not keep the bridge from starting, since messages must not wait for
 * it: it is said in the log, files go out with status FAILED, and the bucket is looked for again with the next file.
 */
public final class ObjectStore implements OnCamelContextStarting {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectStore.class);
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private String url;
    private String accessKey;
    private String secretKey;
    private String bucket;
    private String region;
    private MinioClient client;
    private volatile boolean bucketSeen;

    /** Address of the S3 API, such as {@code http://localhost:9000}. */
    public void setUrl(String url) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    public void setAccessKey(String accessKey) {
        this.accessKey = accessKey;
    }

    /** A secret: it is never logged. */
    public void setSecretKey(String secretKey) {
        this.secretKey = secretKey;
    }

    public void setBucket(String bucket) {
        this.bucket = bucket;
    }

    /** The region requests are signed for; found out from the store when empty. */
    public void setRegion(String region) {
        this.region = region;
    }

    public String getBucket() {
        return bucket;
    }

    @Override
    public void onContextStarting(CamelContext context) {
        MinioClient.Builder builder = MinioClient.builder()
                .endpoint(url)
                .credentials(accessKey, secretKey)
                .httpClient(new OkHttpClient.Builder()
                        .connectTimeout(CONNECT_WITHIN)
                        .readTimeout(ANSWER_WITHIN)
                        .writeTimeout(ANSWER_WITHIN)
                        .build());
        client = (region == null || region.isEmpty() ? builder : builder.region(region)).build();
        context.getComponent("minio", MinioComponent.class).getConfiguration().setMinioClient(client);
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
