package org.discordbridge.archive;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.MinioException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is known of the store: whether it has the bucket, and since when it is away. Safe for any number of
 * threads.
 */
final class StoreState {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectStore.class);
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(1);

    private final String url;
    private final String bucket;
    private volatile boolean good;
    private volatile long awaySince;
    private volatile boolean away;
    private FileStoreException last;
    private long lastAsked;

    StoreState(String url, String bucket) {
        this.url = url;
        this.bucket = bucket;
    }

    /**
     * Makes sure that the store is there and has the bucket; costs nothing while that is known.
     *
     * @param makeBucket looks for the bucket, makes it if it is missing, and says whether it did
     */
    void require(ObjectStore.Request<Boolean> makeBucket) {
        if (good) {
            return;
        }
        synchronized (this) {
            if (good) {
                return;
            }
            if (last != null && System.nanoTime() - lastAsked < ASK_AGAIN_AFTER.toNanos()) {
                throw new FileStoreException(last.getMessage(), last.isRetryable(), last);
            }
            try {
                if (makeBucket.send()) {
                    LOG.info("Bucket {} was created", bucket);
                }
            } catch (MinioException | IOException | GeneralSecurityException e) {
                boolean known = last != null;
                last = failure(e);
                lastAsked = System.nanoTime();
                if (!known) {
                    LOG.error(
                            "{}. Until that is mended, files are not stored but wait for it; messages are not affected",
                            last.getMessage());
                }
                throw last;
            }
            if (last != null) {
                last = null;
                LOG.info("S3 at {} takes files again", url);
            }
            good = true;
            away = false;
        }
    }

    /** Returns how long the store has been away, as far as is known. */
    Duration awayFor() {
        return away ? Duration.ofNanos(System.nanoTime() - awaySince) : Duration.ZERO;
    }

    /**
     * Returns what is wrong with the store, without secrets. Notes that the store has to be asked first from now on.
     */
    FileStoreException failure(Throwable thrown) {
        good = false;
        if (!away) {
            awaySince = System.nanoTime();
            away = true;
        }
        if (thrown instanceof ErrorResponseException refused) {
            return refused(refused);
        }
        if (thrown instanceof IOException) {
            return new FileStoreException(
                    "S3 at " + url + " does not answer (" + message(thrown) + "). Check MINIO_URL", true, thrown);
        }
        boolean retryable = thrown instanceof ServerException || thrown instanceof InvalidResponseException;
        return new FileStoreException("S3 at " + url + " failed (" + message(thrown) + ")", retryable, thrown);
    }

    private FileStoreException refused(ErrorResponseException refused) {
        String code = refused.errorResponse().code();
        return switch (code) {
            case "NoSuchBucket" ->
                new FileStoreException("S3 at " + url + " has no bucket " + bucket + " (BUCKET_NAME)", true, refused);
            case "AccessDenied" ->
                new FileStoreException(
                        "S3 at " + url + " refused " + right(refused) + " on bucket " + bucket
                                + " (AccessDenied). Give the keys that right; if they have it, check MINIO_ACCESS_KEY and"
                                + " MINIO_SECRET_KEY",
                        false,
                        refused);
            case "AuthorizationHeaderMalformed" ->
                new FileStoreException(
                        "S3 at " + url + " refused the region (" + message(refused) + "). Set MINIO_REGION",
                        false,
                        refused);
            case "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidSecurity" ->
                new FileStoreException(
                        "S3 at " + url + " refused the keys for bucket " + bucket + " (" + code
                                + "). Check MINIO_ACCESS_KEY and MINIO_SECRET_KEY",
                        false,
                        refused);
            default -> {
                int status = refused.response() == null ? 0 : refused.response().code();
                yield new FileStoreException(
                        "S3 at " + url + " refused (" + code + ")", status >= 500 && status != 501, refused);
            }
        };
    }

    /** Returns the right that a request needs (S3 docs, Actions). */
    private String right(ErrorResponseException refused) {
        if (refused.response() == null) {
            return "something";
        }
        Request request = refused.response().request();
        HttpUrl asked = request.url();
        List<String> path = asked.pathSegments();
        List<String> object = asked.host().startsWith(bucket + ".") ? path : path.subList(1, path.size());
        boolean ofObject = object.stream().anyMatch(part -> !part.isEmpty());
        return switch (request.method()) {
            case "PUT", "POST" -> ofObject ? "s3:PutObject" : "s3:CreateBucket";
            case "DELETE" -> "s3:DeleteObject";
            default -> ofObject ? "s3:GetObject" : "s3:ListBucket";
        };
    }

    private static String message(Throwable failure) {
        String text = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        // an answer that is not S3's comes with all of its text
        String line = text.lines().findFirst().orElse("");
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }

    /** Returns whether an exception was thrown by the SDK, or by the network below it. */
    static boolean isOfStore(Throwable thrown) {
        return thrown instanceof MinioException
                || thrown instanceof IOException
                || thrown instanceof GeneralSecurityException;
    }
}
