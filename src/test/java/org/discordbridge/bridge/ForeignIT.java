package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.SetBucketVersioningArgs;
import io.minio.StatObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.messages.Item;
import io.minio.messages.VersioningConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.discordbridge.servers.ForeignProgram;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.Karapace;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.SeaweedFs;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.Upload;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Servers that the build does not bring: {@code mvn verify -Pforeign}. */
@Timeout(3000)
@ExtendWith(ServersExtension.class)
class ForeignIT {
    private static final Duration SOON = Duration.ofSeconds(120);

    @TempDir
    Path directory;

    @BeforeAll
    static void onlyIfAsked() {
        assumeTrue(Boolean.getBoolean("foreign"), "runs with -Pforeign alone: what it needs is not everywhere");
    }

    @Test
    void seaweedFsKeepsEachFileOnceAndUnderThatPolicy(KafkaServer kafka, RegistryServer registry) throws Exception {
        Optional<Path> weed = ForeignProgram.weed();
        assumeTrue(weed.isPresent(), "there is neither SeaweedFS (weed, or -Dforeign.weed=) nor a Go that can make it");
        try (SeaweedFs store = new SeaweedFs(weed.get());
                FileScene scene = new FileScene(kafka, registry, store, directory)) {
            String bucket = scene.stage().bucket();
            store.allow(bucket);
            store.start();
            try (MinioClient admin = client(store.url(), SeaweedFs.ADMIN, SeaweedFs.ADMIN_SECRET);
                    MinioClient user = client(store.url(), store.accessKey(), store.secretKey())) {
                admin.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
                SetBucketVersioningArgs versions = SetBucketVersioningArgs.builder()
                        .bucket(bucket)
                        .config(new VersioningConfiguration(VersioningConfiguration.Status.ENABLED, false))
                        .build();
                admin.setBucketVersioning(versions);
                assertThatThrownBy(() -> user.setBucketVersioning(versions))
                        .isInstanceOf(ErrorResponseException.class)
                        .hasMessageContaining("Access");
                scene.start();

                Message message = goesThrough(scene, user);

                assertThat(versions(admin, bucket))
                        .containsExactlyInAnyOrder(FileScene.keyOf(message, 0), FileScene.keyOf(message, 1));
            }
        }
    }

    @Test
    void karapaceKeepsTheSchemas(KafkaServer kafka, S3Server s3) throws Exception {
        Optional<Path> program = ForeignProgram.karapace();
        assumeTrue(
                program.isPresent(),
                "there is no Karapace: install it from its repository, and name its program by -Dforeign.karapace=");
        try (Karapace registry = new Karapace(program.get(), kafka)) {
            registry.start();
            try (FileScene scene = new FileScene(kafka, registry, s3, directory)) {
                scene.start();
                goesThrough(scene, client(s3.url(), s3.accessKey(), s3.secretKey()));
                assertThat(scene.bridge().log()).contains("registry  " + registry.url() + ", 5 schemas");
            }
        }
    }

    /** A message with a small and a large file is in the bucket and on Kafka, and a command is answered. */
    private static Message goesThrough(FileScene scene, MinioClient client) throws Exception {
        Message message = scene.post(
                "two files",
                Upload.text("small.txt", "meow"),
                Upload.generated("large.bin", "application/zip", 12_000_000));
        List<GenericRecord> files = scene.files(message);
        assertThat(files).hasSize(2);
        for (int i = 0; i < 2; i++) {
            GenericRecord file = files.get(i);
            assertThat(file.get("reason")).isNull();
            assertThat(file.get("status")).hasToString("STORED");
            byte[] sent = message.attachments().get(i).bytes();
            String bucket = scene.stage().bucket();
            String key = FileScene.keyOf(message, i);
            try (GetObjectResponse object = client.getObject(
                    GetObjectArgs.builder().bucket(bucket).object(key).build())) {
                assertThat(object.readAllBytes()).isEqualTo(sent);
            }
            assertThat(client.statObject(StatObjectArgs.builder()
                                    .bucket(bucket)
                                    .object(key)
                                    .build())
                            .userMetadata())
                    .containsEntry("sha256", FileScene.sha256(sent));
        }
        scene.general().post(scene.ada(), "!echo woof");
        scene.general().awaitMessage("woof", SOON);
        return message;
    }

    /** The keys of all versions of all objects, and of what marks them as deleted. */
    private static List<String> versions(MinioClient client, String bucket) throws Exception {
        List<String> keys = new ArrayList<>();
        for (Result<Item> version : client.listObjects(ListObjectsArgs.builder()
                .bucket(bucket)
                .recursive(true)
                .includeVersions(true)
                .build())) {
            keys.add(version.get().objectName());
        }
        return keys;
    }

    /** With a region, so that it need not ask for the bucket's. */
    private static MinioClient client(String url, String key, String secret) {
        return MinioClient.builder()
                .endpoint(url)
                .credentials(key, secret)
                .region("us-east-1")
                .build();
    }
}
