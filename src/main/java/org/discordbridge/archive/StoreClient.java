package org.discordbridge.archive;

import com.google.common.collect.Multimap;
import io.minio.MinioAsyncClient;
import io.minio.MinioClient;
import io.minio.ObjectWriteResponse;
import io.minio.PutObjectArgs;
import io.minio.Signer;
import io.minio.Time;
import io.minio.credentials.Credentials;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.InsufficientDataException;
import io.minio.errors.InternalException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.ServerException;
import io.minio.errors.XmlParserException;
import io.minio.http.HttpUtils;
import io.minio.http.Method;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.ZonedDateTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;

/**
 * Does what the SDK's client does, except for one thing: an object of known length is put as a stream, in one request.
 * The SDK would hold a part of at least five megabytes in memory, in order to sign its bytes, and leave parts behind in
 * the store when the process is killed. Here the request is signed without its bytes ({@code UNSIGNED-PAYLOAD}; S3
 * docs, Signature Version 4 > Authorization header); the caller checks afterwards what has arrived.
 *
 * <p>Safe for any number of threads.
 */
final class StoreClient extends MinioClient {
    private static final int PIECE = 64 * 1024;

    private final Streaming streaming;

    /**
     * Makes a client that is set up as these two are, which are set up alike.
     *
     * @param plain does everything else
     * @param plainAsync a second client, since the SDK does not hand out the one inside
     */
    StoreClient(MinioClient plain, MinioAsyncClient plainAsync) {
        super(plain);
        streaming = new Streaming(plainAsync);
    }

    @Override
    public ObjectWriteResponse putObject(PutObjectArgs args)
            throws ErrorResponseException, InsufficientDataException, InternalException, InvalidKeyException,
                    InvalidResponseException, IOException, NoSuchAlgorithmException, ServerException,
                    XmlParserException {
        return args.objectSize() < 0 ? super.putObject(args) : streaming.put(args);
    }

    private static final class Streaming extends MinioAsyncClient {
        private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

        Streaming(MinioAsyncClient client) {
            super(client);
        }

        ObjectWriteResponse put(PutObjectArgs args)
                throws ErrorResponseException, InsufficientDataException, InternalException, InvalidKeyException,
                        InvalidResponseException, IOException, NoSuchAlgorithmException, ServerException,
                        XmlParserException {
            try {
                String region = getRegionAsync(args.bucket(), args.region()).get();
                HttpUrl url = buildUrl(Method.PUT, args.bucket(), args.object(), region, null);
                Headers headers = signed(url, region, args);
                CompletableFuture<Response> answer = executeAsync(
                        Method.PUT, args.bucket(), args.object(), region, headers, null, new StreamBody(args), 0);
                try (Response response = answer.get()) {
                    String etag = response.header("ETag", "");
                    return new ObjectWriteResponse(
                            response.headers(),
                            args.bucket(),
                            region,
                            args.object(),
                            etag.replace("\"", ""),
                            response.header("x-amz-version-id"));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            } catch (ExecutionException e) {
                throwEncapsulatedException(e);
                throw new IOException(e.getCause());
            }
        }

        private Headers signed(HttpUrl url, String region, PutObjectArgs args)
                throws IOException, NoSuchAlgorithmException, InvalidKeyException {
            Credentials keys = provider.fetch();
            Multimap<String, String> given = newMultimap(args.extraHeaders());
            given.putAll(args.genHeaders());
            Request.Builder request = new Request.Builder()
                    .url(url)
                    .headers(httpHeaders(given))
                    .header("Host", HttpUtils.getHostHeader(url))
                    .header("Content-Type", args.contentType())
                    .header("x-amz-content-sha256", UNSIGNED)
                    .header("x-amz-date", ZonedDateTime.now(Time.UTC).format(Time.AMZ_DATE_FORMAT))
                    .method("PUT", new StreamBody(args));
            if (keys.sessionToken() != null) {
                request.header("X-Amz-Security-Token", keys.sessionToken());
            }
            return Signer.signV4S3(request.build(), region, keys.accessKey(), keys.secretKey(), UNSIGNED)
                    .headers();
        }
    }

    /** Writes the bytes of a stream, once. */
    private static final class StreamBody extends RequestBody {
        private final BufferedInputStream stream;
        private final long length;
        private final MediaType type;

        StreamBody(PutObjectArgs args) throws IOException {
            stream = args.stream();
            length = args.objectSize();
            type = MediaType.parse(args.contentType());
        }

        @Override
        public MediaType contentType() {
            return type;
        }

        @Override
        public long contentLength() {
            return length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            byte[] piece = new byte[PIECE];
            for (int read = stream.read(piece); read >= 0; read = stream.read(piece)) {
                sink.write(piece, 0, read);
            }
        }
    }
}
