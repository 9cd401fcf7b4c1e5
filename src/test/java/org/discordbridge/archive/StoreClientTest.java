package org.discordbridge.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.minio.CopyObjectArgs;
import io.minio.CopySource;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.ServerSideEncryption;
import io.minio.errors.ErrorResponseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes over the wire; that a real store takes it is shown elsewhere. */
@Timeout(120)
class StoreClientTest {
    private record Asked(String method, String path, Headers headers, byte[] body) {}

    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private HttpServer store;
    private int status = 200;
    private String answer = "";

    @BeforeEach
    void listen() throws IOException {
        store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        store.createContext("/", exchange -> {
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes()));
            exchange.getResponseHeaders().add("Content-Type", "application/xml");
            exchange.getResponseHeaders().add("ETag", "\"abc\"");
            byte[] bytes = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        store.start();
    }

    @AfterEach
    void end() {
        store.stop(0);
    }

    @Test
    void putsAStreamInOneSignedRequest() throws Exception {
        String etag = client().putObject(put(new ByteArrayInputStream("meow".getBytes(UTF_8)), 4, null))
                .etag();

        assertThat(etag).isEqualTo("abc");
        Asked put = next();
        assertThat(put.method()).isEqualTo("PUT");
        assertThat(put.path()).isEqualTo("/files/5/my%20cat.txt");
        assertThat(put.body()).asString(UTF_8).isEqualTo("meow");
        assertThat(put.headers().getFirst("Content-Length")).isEqualTo("4");
        assertThat(put.headers().getFirst("Content-Type")).isEqualTo("text/plain");
        assertThat(put.headers().getFirst("x-amz-content-sha256")).isEqualTo("UNSIGNED-PAYLOAD");
        assertThat(put.headers().getFirst("x-amz-meta-author-id")).isEqualTo("42");
        assertThat(put.headers().getFirst("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=key/")
                .contains("/eu-west-1/s3/aws4_request")
                .contains("host;x-amz-content-sha256;x-amz-date;x-amz-meta-author-id");
        assertThat(put.headers()).doesNotContainKey("Transfer-encoding");
    }

    @Test
    void asksForEncryptionWithEveryWrite() throws Exception {
        answer = "<CopyObjectResult><ETag>\"abc\"</ETag><LastModified>2026-01-01T00:00:00.000Z</LastModified>"
                + "</CopyObjectResult>";
        ServerSideEncryption s3 = StoreConnection.encryption("S3");
        client().putObject(put(new ByteArrayInputStream(new byte[0]), 0, s3));
        assertThat(next().headers().getFirst("x-amz-server-side-encryption")).isEqualTo("AES256");

        client().copyObject(CopyObjectArgs.builder()
                .bucket("files")
                .object("a")
                .source(CopySource.builder().bucket("files").object("a").build())
                .metadataDirective(io.minio.Directive.REPLACE)
                .sse(s3)
                .build());
        Asked copy = next();
        if (copy.method().equals("HEAD")) {
            copy = next();
        }
        assertThat(copy.headers().getFirst("x-amz-server-side-encryption")).isEqualTo("AES256");
        assertThat(copy.headers().getFirst("x-amz-metadata-directive")).isEqualTo("REPLACE");
    }

    @Test
    void namesTheKeyOfAKeyService() {
        assertThat(StoreConnection.encryption("KMS:my-key").headers())
                .containsEntry("X-Amz-Server-Side-Encryption", "aws:kms")
                .containsEntry("X-Amz-Server-Side-Encryption-Aws-Kms-Key-Id", "my-key");
        assertThat(StoreConnection.encryption("")).isNull();
    }

    @Test
    void saysWhatTheStoreSays() {
        status = 503;
        answer = "<Error><Code>SlowDown</Code><Message>Please</Message></Error>";

        assertThatThrownBy(() -> client().putObject(put(new ByteArrayInputStream(new byte[1]), 1, null)))
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        refused -> assertThat(refused.errorResponse().code()).isEqualTo("SlowDown"));
    }

    @Test
    void failsAsTheStreamDoesAndIsNotRepeated() {
        InputStream breaking = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("it ended");
            }
        };

        assertThatThrownBy(() -> client().putObject(put(breaking, 100, null)))
                .isInstanceOf(IOException.class)
                .hasMessage("it ended");
        assertThat(asked)
                .hasSizeLessThanOrEqualTo(1)
                .allSatisfy(one -> assertThat(one.body()).isEmpty());
    }

    private MinioClient client() {
        return StoreConnection.client(
                "http://127.0.0.1:" + store.getAddress().getPort(),
                "key",
                "secret",
                "eu-west-1",
                null,
                StoreConnection.http(null));
    }

    private static PutObjectArgs put(InputStream bytes, long length, ServerSideEncryption sse) {
        return PutObjectArgs.builder().bucket("files").object("5/my cat.txt").stream(bytes, length, -1)
                .contentType("text/plain")
                .userMetadata(Map.of("author-id", "42"))
                .sse(sse)
                .build();
    }

    private Asked next() throws InterruptedException {
        Asked one = asked.poll(10, TimeUnit.SECONDS);
        assertThat(one).as("a request").isNotNull();
        return one;
    }
}
