package org.discordbridge.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.http.Method;
import io.minio.messages.Item;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServersExtension.class)
@Timeout(240)
class S3ServerTest {

    @Test
    void givesBackWhatWasPut(S3Server s3) throws Exception {
        MinioClient client = client(s3, s3.secretKey());
        client.makeBucket(MakeBucketArgs.builder().bucket("cats").build());

        put(client, "cats", "a/cat.png", new byte[] {1, 2, 3});

        assertThat(bytes(client, "cats", "a/cat.png")).containsExactly(1, 2, 3);
        var found = client.statObject(
                StatObjectArgs.builder().bucket("cats").object("a/cat.png").build());
        assertThat(found.contentType()).isEqualTo("image/png");
        assertThat(found.userMetadata()).containsEntry("author", "118");
    }

    @Test
    void takesAStreamOfUnknownLength(S3Server s3) throws Exception {
        MinioClient client = client(s3, s3.secretKey());
        client.makeBucket(MakeBucketArgs.builder().bucket("streams").build());
        byte[] large = new byte[11 * 1024 * 1024];

        client.putObject(PutObjectArgs.builder().bucket("streams").object("large").stream(
                        new ByteArrayInputStream(large), -1, 10 * 1024 * 1024)
                .build());

        assertThat(bytes(client, "streams", "large")).hasSameSizeAs(large);
    }

    @Test
    void refusesTheWrongSecret(S3Server s3) {
        MinioClient stranger = client(s3, "wrong");

        assertThatThrownBy(() -> stranger.makeBucket(
                        MakeBucketArgs.builder().bucket("mine").build()))
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        refusal -> assertThat(refusal.errorResponse().code()).isEqualTo("SignatureDoesNotMatch"));
    }

    @Test
    void comesBackOnItsPortWithItsObjects(@Separate S3Server s3) throws Exception {
        MinioClient client = client(s3, s3.secretKey());
        client.makeBucket(MakeBucketArgs.builder().bucket("kept").build());
        put(client, "kept", "cat", new byte[] {1});

        s3.stop();
        assertThatThrownBy(() -> client.bucketExists(
                        BucketExistsArgs.builder().bucket("kept").build()))
                .isInstanceOf(ConnectException.class);
        s3.start();

        assertThat(bytes(client, "kept", "cat")).containsExactly(1);
    }

    @Test
    void keepsItsObjectsWhenKilled(@Separate S3Server s3) throws Exception {
        MinioClient client = client(s3, s3.secretKey());
        client.makeBucket(MakeBucketArgs.builder().bucket("kept").build());
        put(client, "kept", "cat", new byte[] {1});

        s3.kill();
        s3.start();

        assertThat(bytes(client, "kept", "cat")).containsExactly(1);
    }

    @Test
    void showsNothingOfAPutThatAKillHasCutOff(@Separate S3Server s3) throws Exception {
        MinioClient client = client(s3, s3.secretKey());
        client.makeBucket(MakeBucketArgs.builder().bucket("half").build());
        put(client, "half", "cat", new byte[] {1});
        String url = client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                .method(Method.PUT)
                .bucket("half")
                .object("dog")
                .build());
        HttpURLConnection upload = (HttpURLConnection) URI.create(url).toURL().openConnection();
        upload.setRequestMethod("PUT");
        upload.setDoOutput(true);
        upload.setFixedLengthStreamingMode(2_000_000);
        OutputStream body = upload.getOutputStream();
        body.write(new byte[1_000_000]);
        body.flush();
        // by then it has begun to write; whether it shows that is its own affair
        await().pollDelay(Duration.ofMillis(500)).until(() -> true);

        s3.kill();
        upload.disconnect();
        s3.start();

        assertThat(keys(client, "half")).containsExactly("cat");
    }

    private static List<String> keys(MinioClient client, String bucket) throws Exception {
        List<String> keys = new ArrayList<>();
        for (Result<Item> item :
                client.listObjects(ListObjectsArgs.builder().bucket(bucket).build())) {
            keys.add(item.get().objectName());
        }
        return keys;
    }

    private static MinioClient client(S3Server s3, String secret) {
        return MinioClient.builder()
                .endpoint(s3.url())
                .credentials(s3.accessKey(), secret)
                .build();
    }

    private static void put(MinioClient client, String bucket, String key, byte[] bytes) throws Exception {
        client.putObject(PutObjectArgs.builder().bucket(bucket).object(key).stream(
                        new ByteArrayInputStream(bytes), bytes.length, -1)
                .contentType("image/png")
                .userMetadata(Map.of("author", "118"))
                .build());
    }

    private static byte[] bytes(MinioClient client, String bucket, String key) throws Exception {
        try (GetObjectResponse answer = client.getObject(
                GetObjectArgs.builder().bucket(bucket).object(key).build())) {
            return answer.readAllBytes();
        }
    }
}
