package org.discordbridge.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.minio.BucketExistsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServersExtension.class)
@Timeout(120)
class ObjectStoreTest {
    private final List<DefaultCamelContext> contexts = new ArrayList<>();
    private CapturedLog log;

    @BeforeEach
    void captureLog() {
        log = CapturedLog.of(ObjectStore.class.getName(), Level.INFO);
    }

    @AfterEach
    void stop() {
        contexts.forEach(DefaultCamelContext::stop);
        log.close();
    }

    @Test
    void makesTheBucketThatIsMissing(S3Server s3) throws Exception {
        start(s3.url(), s3.accessKey(), s3.secretKey(), "made-at-start");

        await().until(() -> exists(s3, "made-at-start"));
        await().untilAsserted(() -> assertThat(log.messages()).contains("Bucket made-at-start was created"));
    }

    @Test
    void leavesABucketAloneThatIsThere(S3Server s3) throws Exception {
        client(s3).makeBucket(MakeBucketArgs.builder().bucket("there-already").build());
        ObjectStore store = start(s3.url() + "/", s3.accessKey(), s3.secretKey(), "there-already");

        assertThatCode(store::requireBucket).doesNotThrowAnyException();
        assertThat(log.messages()).doesNotContain("Bucket there-already was created");
        assertThat(store.getBucket()).isEqualTo("there-already");
    }

    @Test
    void saysThatTheKeysAreRefused(S3Server s3) {
        String expected = "S3 at " + s3.url()
                + " refused the keys for bucket some-bucket (SignatureDoesNotMatch). Check MINIO_ACCESS_KEY and"
                + " MINIO_SECRET_KEY";
        ObjectStore store = start(s3.url(), s3.accessKey(), "not-the-secret", "some-bucket");

        assertThatThrownBy(store::requireBucket)
                .isExactlyInstanceOf(FileStoreException.class)
                .hasMessage(expected);
        await().untilAsserted(() -> assertThat(log.messages())
                .anySatisfy(message -> assertThat(message)
                        .startsWith("S3 at " + s3.url() + " refused the keys for bucket some-bucket (")
                        .endsWith(
                                "). Check MINIO_ACCESS_KEY and MINIO_SECRET_KEY. Until that is mended, files are not stored but wait for it;"
                                        + " messages are not affected")));
        assertThat(log.text()).doesNotContain("not-the-secret");
    }

    @Test
    void saysThatTheStoreIsAway() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        ObjectStore store = start("http://127.0.0.1:" + port, "key", "secret", "some-bucket");

        assertThatThrownBy(store::requireBucket)
                .isExactlyInstanceOf(FileStoreException.class)
                .hasMessage("S3 at http://127.0.0.1:" + port + " does not answer (Failed to connect to /127.0.0.1:"
                        + port + "). Check MINIO_URL");
        await().untilAsserted(() -> assertThat(log.messages())
                .contains("S3 at http://127.0.0.1:" + port + " does not answer (Failed to connect to /127.0.0.1:"
                        + port
                        + "). Check MINIO_URL. Until that is mended, files are not stored but wait for it; messages are not"
                        + " affected"));
    }

    @Test
    void triesWhetherItMayWriteAndLeavesNothing(S3Server s3) throws Exception {
        ObjectStore store = start(s3.url(), s3.accessKey(), s3.secretKey(), "may-write");
        store.requireBucket();

        assertThat(store.isWritable()).isTrue();
        assertThat(client(s3)
                        .listObjects(io.minio.ListObjectsArgs.builder()
                                .bucket("may-write")
                                .build()))
                .isEmpty();

        client(s3)
                .removeBucket(
                        io.minio.RemoveBucketArgs.builder().bucket("may-write").build());
        assertThat(store.isWritable()).isFalse();
        assertThat(exists(s3, "may-write")).isFalse();
    }

    @Test
    void encodesTheAddressOfAnObject(S3Server s3) {
        ObjectStore store = start(s3.url() + "//", s3.accessKey(), s3.secretKey(), "addresses");

        assertThat(store.addressOf("5/77/9/501/my cat+#?%\u00e9\ud83d\ude3a.png"))
                .isEqualTo(s3.url() + "/addresses/5/77/9/501/my%20cat%2B%23%3F%25%C3%A9%F0%9F%98%BA.png");
    }

    @Test
    void looksForTheBucketAgainWhenItIsGone(S3Server s3) throws Exception {
        ObjectStore store = start(s3.url(), s3.accessKey(), s3.secretKey(), "comes-back");
        store.requireBucket();
        client(s3)
                .removeBucket(
                        io.minio.RemoveBucketArgs.builder().bucket("comes-back").build());
        Throwable listed = org.assertj.core.api.Assertions.catchThrowable(() -> client(s3)
                .listObjects(
                        io.minio.ListObjectsArgs.builder().bucket("comes-back").build())
                .iterator()
                .next()
                .get());

        assertThat(store.failure(listed)).hasMessage("S3 at " + s3.url() + " has no bucket comes-back (BUCKET_NAME)");
        store.requireBucket();
        assertThat(exists(s3, "comes-back")).isTrue();
    }

    private ObjectStore start(String url, String accessKey, String secretKey, String bucket) {
        DefaultCamelContext context = new DefaultCamelContext();
        contexts.add(context);
        ObjectStore store = new ObjectStore();
        store.setUrl(url);
        store.setAccessKey(accessKey);
        store.setSecretKey(secretKey);
        store.setBucket(bucket);
        store.setLinkLifetime(60);
        context.getRegistry().bind("objectStore", store);
        context.start();
        return store;
    }

    private static boolean exists(S3Server s3, String bucket) throws Exception {
        return client(s3).bucketExists(BucketExistsArgs.builder().bucket(bucket).build());
    }

    private static MinioClient client(S3Server s3) {
        return MinioClient.builder()
                .endpoint(s3.url())
                .credentials(s3.accessKey(), s3.secretKey())
                .build();
    }
}
