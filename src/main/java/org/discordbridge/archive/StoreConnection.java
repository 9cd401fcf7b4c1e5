package org.discordbridge.archive;

import io.minio.MinioAsyncClient;
import io.minio.MinioClient;
import io.minio.ServerSideEncryption;
import io.minio.ServerSideEncryptionKms;
import io.minio.ServerSideEncryptionS3;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.tls.HandshakeCertificates;

/** Makes the clients of an S3 store out of settings. */
final class StoreConnection {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final int REQUESTS_AT_ONCE = 128;
    private static final int LONGEST_REFUSAL = 64 * 1024;

    private StoreConnection() {}

    /** Makes the HTTP client of everything that talks to the store, bounded in time. */
    static OkHttpClient http(Path certificates) {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(REQUESTS_AT_ONCE);
        // the SDK asks everything in the background, where five requests per host are the most by default
        dispatcher.setMaxRequestsPerHost(REQUESTS_AT_ONCE);
        OkHttpClient.Builder http = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .addInterceptor(StoreConnection::withLocation)
                .connectTimeout(CONNECT_WITHIN)
                .readTimeout(ANSWER_WITHIN)
                .writeTimeout(ANSWER_WITHIN);
        if (certificates != null) {
            HandshakeCertificates.Builder trusted =
                    new HandshakeCertificates.Builder().addPlatformTrustedCertificates();
            read(certificates).forEach(certificate -> trusted.addTrustedCertificate((X509Certificate) certificate));
            HandshakeCertificates handshake = trusted.build();
            http.sslSocketFactory(handshake.sslSocketFactory(), handshake.trustManager());
        }
        return http.build();
    }

    /**
     * Answers in place of a store that does not tell where a bucket is. The SDK asks that before anything else, and it
     * is a right of its own ({@code s3:GetBucketLocation}). Without that right, the bucket is where the answer's header
     * says, or in the store's default region.
     */
    private static Response withLocation(Interceptor.Chain chain) throws IOException {
        Response answer = chain.proceed(chain.request());
        boolean asked = chain.request().url().queryParameterNames().contains("location");
        if (!asked
                || answer.code() != HttpURLConnection.HTTP_FORBIDDEN
                || !answer.peekBody(LONGEST_REFUSAL).string().contains("<Code>AccessDenied</Code>")) {
            return answer;
        }
        answer.close();
        return answer.newBuilder()
                .code(HttpURLConnection.HTTP_OK)
                .message("OK")
                .body(ResponseBody.create(
                        "<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                                + answer.header("x-amz-bucket-region", "") + "</LocationConstraint>",
                        MediaType.get("application/xml")))
                .build();
    }

    private static Collection<? extends Certificate> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (!found.isEmpty()) {
                return found;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Cannot start: MINIO_CA_FILE " + file + " cannot be read ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        } catch (CertificateException e) {
            throw new IllegalArgumentException(
                    "Cannot start: MINIO_CA_FILE " + file + " holds no certificates in PEM: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("Cannot start: MINIO_CA_FILE " + file + " holds no certificates in PEM");
    }

    /**
     * Makes a client.
     *
     * @param region the region; null to ask the store
     * @param virtual whether the bucket goes into the host's name; null to do so where it is known to be needed
     */
    static MinioClient client(
            String url, String accessKey, String secretKey, String region, Boolean virtual, OkHttpClient http) {
        MinioClient.Builder plain = MinioClient.builder()
                .endpoint(url)
                .credentials(accessKey, secretKey)
                .httpClient(http);
        MinioAsyncClient.Builder async = MinioAsyncClient.builder()
                .endpoint(url)
                .credentials(accessKey, secretKey)
                .httpClient(http);
        if (region != null) {
            plain.region(region);
            async.region(region);
        }
        MinioClient client = plain.build();
        MinioAsyncClient asyncClient = async.build();
        if (virtual != null && virtual) {
            client.enableVirtualStyleEndpoint();
            asyncClient.enableVirtualStyleEndpoint();
        } else if (virtual != null) {
            client.disableVirtualStyleEndpoint();
            asyncClient.disableVirtualStyleEndpoint();
        }
        return new StoreClient(client, asyncClient);
    }

    /** Returns how the store is asked to encrypt what it keeps: empty for its own way, {@code S3}, or {@code KMS:KEY}. */
    static ServerSideEncryption encryption(String setting) {
        if (setting.isEmpty()) {
            return null;
        }
        if ("S3".equals(setting)) {
            return new ServerSideEncryptionS3();
        }
        try {
            return new ServerSideEncryptionKms(setting.substring("KMS:".length()), Map.of());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("An empty context can be written as JSON", e);
        }
    }
}
