package org.discordbridge.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A store that allows its keys only some things, as one with policies does; it says so in S3's words. */
@Timeout(120)
class StoreRightsTest {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Set<String> refused = new CopyOnWriteArraySet<>();
    private final Set<String> signedFor = new CopyOnWriteArraySet<>();
    private HttpServer server;
    private ObjectStore store;
    private String url;
    private String code = "AccessDenied";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
        store = new ObjectStore();
        store.setUrl(url);
        store.setAccessKey("key");
        store.setSecretKey("secret");
        store.setBucket("files");
        store.setLinkLifetime(60);
        store.onContextInitializing(context);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange request) throws IOException {
        String object = request.getRequestURI().getPath().replaceFirst("^/files/?", "");
        boolean location = "location=".equals(request.getRequestURI().getQuery());
        String what = request.getRequestMethod() + (location ? " location" : object.isEmpty() ? " bucket" : " object");
        request.getRequestBody().readAllBytes();
        if (!location) {
            signedFor.add(request.getRequestHeaders().getFirst("Authorization").replaceFirst(".*/([^/]+)/s3/.*", "$1"));
        }
        if (refused.contains(what)) {
            byte[] body = ("<Error><Code>" + code + "</Code><Message>the region 'us-east-1' is wrong; expecting"
                            + " 'eu-west-3'</Message></Error>")
                    .getBytes(UTF_8);
            request.getResponseHeaders().add("Content-Type", "application/xml");
            request.sendResponseHeaders(403, body.length);
            request.getResponseBody().write(body);
        } else {
            request.getResponseHeaders().add("Last-Modified", "Mon, 30 Nov 2026 00:00:00 GMT");
            request.getResponseHeaders().add("Content-Type", "application/xml");
            byte[] body = location ? "<LocationConstraint>eu-west-9</LocationConstraint>".getBytes(UTF_8) : new byte[0];
            boolean empty = body.length == 0 || request.getRequestMethod().equals("HEAD");
            request.sendResponseHeaders(
                    request.getRequestMethod().equals("DELETE") ? 204 : 200, empty ? -1 : body.length);
            if (!empty) {
                request.getResponseBody().write(body);
            }
        }
        request.close();
    }

    @Test
    void whereTheBucketIsNeedNotBeTold() {
        refused.add("GET location");
        assertThat(store.isWritable()).isTrue();
        assertThat(signedFor).containsExactly("us-east-1");
    }

    @Test
    void whereTheBucketIsIsUsedIfItIsTold() {
        assertThat(store.isWritable()).isTrue();
        assertThat(signedFor).containsExactly("eu-west-9");
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD bucket, s3:ListBucket",
        "PUT object, s3:PutObject",
        "HEAD object, s3:GetObject",
        "DELETE object, s3:DeleteObject"
    })
    void aRightThatIsMissingIsNamed(String request, String right) {
        refused.add("GET location");
        refused.add(request);
        assertThatThrownBy(store::isWritable)
                .isExactlyInstanceOf(FileStoreException.class)
                .hasMessage("S3 at " + url + " refused " + right + " on bucket files (AccessDenied). Give the keys that"
                        + " right; if they have it, check MINIO_ACCESS_KEY and MINIO_SECRET_KEY");
    }

    @Test
    void aWrongKeyIsNoRightThatIsMissing() {
        code = "SignatureDoesNotMatch";
        refused.add("GET location");
        assertThatThrownBy(store::isWritable)
                .hasMessage("S3 at " + url + " refused the keys for bucket files (SignatureDoesNotMatch). Check"
                        + " MINIO_ACCESS_KEY and MINIO_SECRET_KEY");
    }

    @Test
    void aWrongRegionIsNamed() {
        code = "AuthorizationHeaderMalformed";
        refused.add("PUT object");
        assertThatThrownBy(store::isWritable)
                .hasMessageStartingWith("S3 at " + url + " refused the region (")
                .hasMessageEndingWith("). Set MINIO_REGION");
    }
}
