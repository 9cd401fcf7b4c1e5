package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.minio.MinioClient;
import io.minio.StatObjectArgs;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import org.apache.avro.generic.GenericRecord;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.S3Settings;
import org.discordbridge.servers.Servers;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.Upload;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Stores that are reached in other ways. */
@Order(6)
@Timeout(600)
@ExtendWith(ServersExtension.class)
class StoreAccessIT {
    @TempDir
    Path directory;

    @TempDir
    Path certificates;

    @Test
    void aStoreWithACertificateOfItsOwnIsTrustedIfItIsNamed(KafkaServer kafka, RegistryServer registry, Servers servers)
            throws Exception {
        S3Settings tls = S3Settings.defaults().withTls();
        Path authority = certificates.resolve("authority.pem");
        Files.writeString(authority, tls.authority().certificatePem());
        S3Server s3 = servers.separateS3(tls);
        try (FileScene scene = new FileScene(kafka, registry, s3, directory)
                // long enough for the first answer of a store on a busy machine
                .with("ATTACHMENT_TIMEOUT", "5")
                .start()) {
            Message stranger = scene.post("not trusted", Upload.text("cat.txt", "meow"));
            assertThat(scene.file(stranger).get("status")).hasToString("PENDING");
            assertThat(scene.file(stranger).get("reason").toString())
                    .contains("unable to find valid certification path");

            scene.bridge().stop();
            scene.with("MINIO_CA_FILE", authority.toString())
                    .with("ATTACHMENT_TIMEOUT", "30")
                    .start();
            assertThat(scene.event(stranger).get("event")).hasToString("file-stored");
            Message friend = scene.post("trusted", Upload.generated("large.bin", null, 2_000_000));
            assertThat(scene.file(friend).get("status")).hasToString("STORED");
            assertThat(scene.file(friend).get("url").toString()).startsWith(s3.url() + "/");
        } finally {
            s3.close();
        }
    }

    @Test
    void aBucketMayBeAHost(KafkaServer kafka, RegistryServer registry, Servers servers) throws Exception {
        S3Server s3 = servers.separateS3(S3Settings.defaults().withVirtualHost("s3.test"));
        String port = s3.url().substring(s3.url().lastIndexOf(':') + 1);
        try (FileScene scene = new FileScene(kafka, registry, s3, directory)) {
            String bucket = scene.stage().bucket();
            Path hosts = certificates.resolve("hosts");
            Files.writeString(hosts, "127.0.0.1 localhost\n127.0.0.1 s3.test\n127.0.0.1 " + bucket + ".s3.test\n");
            scene.bridge().withOption("-Djdk.net.hosts.file=" + hosts);
            scene.with("MINIO_URL", "http://s3.test:" + port)
                    .with("MINIO_ADDRESSING", "virtual")
                    .with("MINIO_REGION", "eu-central-1")
                    .start();
            Message message = scene.post("virtual", Upload.generated("large.bin", null, 2_000_000));

            GenericRecord file = scene.file(message);
            assertThat(file.get("reason")).isNull();
            assertThat(file.get("url"))
                    .hasToString("http://" + bucket + ".s3.test:" + port + "/" + FileScene.keyOf(message, 0));
            try (MinioClient client = MinioClient.builder()
                    .endpoint("http://s3.test:" + port)
                    .credentials(s3.accessKey(), s3.secretKey())
                    .region("eu-central-1")
                    .httpClient(new OkHttpClient.Builder()
                            .dns(host -> List.of(InetAddress.getLoopbackAddress()))
                            .build())
                    .build()) {
                client.enableVirtualStyleEndpoint();
                assertThat(client.statObject(StatObjectArgs.builder()
                                        .bucket(bucket)
                                        .object(FileScene.keyOf(message, 0))
                                        .build())
                                .userMetadata())
                        .containsEntry("sha256", file.get("sha256").toString());
            }
        } finally {
            s3.close();
        }
    }

    @Test
    void addressesMayBeSignedAndElsewhere(KafkaServer kafka, RegistryServer registry, S3Server s3) throws Exception {
        String elsewhere = s3.url().replace("127.0.0.1", "localhost");
        try (FileScene scene = new FileScene(kafka, registry, s3, directory)
                .with("MINIO_LINKS", "presigned")
                .with("MINIO_LINK_LIFETIME", "120")
                .with("MINIO_PUBLIC_URL", elsewhere)
                .start()) {
            Message message = scene.post("signed", Upload.text("cat.txt", "meow"));

            String url = scene.file(message).get("url").toString();
            assertThat(url)
                    .startsWith(elsewhere + "/" + scene.stage().bucket() + "/" + FileScene.keyOf(message, 0) + "?")
                    .contains("X-Amz-Expires=120");
            assertThat(get(url).body()).isEqualTo("meow");
            assertThat(get(url.substring(0, url.indexOf('?'))).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void aStoreIsAskedToEncrypt(KafkaServer kafka, RegistryServer registry, S3Server s3) {
        try (FileScene scene = new FileScene(kafka, registry, s3, directory)
                .with("MINIO_ENCRYPTION", "S3")
                // long enough for the first answer of a store on a busy machine
                .with("ATTACHMENT_TIMEOUT", "5")
                .start()) {
            Message message = scene.post("encrypted", Upload.text("cat.txt", "meow"));

            // this store cannot, and says so rather than keep it in the clear
            assertThat(scene.file(message).get("status")).hasToString("PENDING");
            assertThat(scene.file(message).get("reason"))
                    .hasToString("S3 at " + s3.url() + " refused (NotImplemented)");
        }
    }

    @Test
    void certificatesThatCannotBeReadEndTheStart(KafkaServer kafka, RegistryServer registry, S3Server s3)
            throws Exception {
        Path empty = Files.createFile(certificates.resolve("empty.pem"));
        try (FileScene scene = new FileScene(kafka, registry, s3, directory).with("MINIO_CA_FILE", empty.toString())) {
            scene.bridge().launch();

            assertThat(scene.bridge().awaitEnd(Duration.ofSeconds(120))).isEqualTo(1);
            assertThat(scene.bridge().log())
                    .contains("Cannot start: MINIO_CA_FILE " + empty + " holds no certificates in PEM");
        }
    }

    private static HttpResponse<String> get(String url) throws Exception {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
