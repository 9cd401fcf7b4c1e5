package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.Separate;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Attachment;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.Upload;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files that answers name. */
@Timeout(600)
@ExtendWith(ServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswerFilesIT {
    private static final Duration SOON = Duration.ofSeconds(120);

    @TempDir
    Path others;

    private FileScene scene;
    private Answers answers;

    @BeforeAll
    void start(KafkaServer kafka, RegistryServer registry, S3Server s3, @TempDir Path directory) {
        scene = new FileScene(kafka, registry, s3, directory).start();
        answers = new Answers(scene.stage());
    }

    @AfterAll
    void stop() {
        answers.close();
        scene.close();
    }

    @Test
    void objectsOfTheBucketAreUploadedWithTheAnswer() throws Exception {
        // one that came from Discord, by its address; two more by their keys, with the same name
        Message message = scene.post("a cat", Upload.text("cat.txt", "meow"));
        String address = scene.file(message).get("url").toString();
        put(
                scene,
                "out/large.bin",
                Upload.generated("large.bin", null, 9_000_000).bytes());
        put(scene, "out/other/large.bin", new byte[] {1, 2, 3});
        // Discord fails in the middle: what was streamed is streamed again
        scene.discord()
                .fault(Fault.status(500))
                .on("POST", "/channels/*/messages")
                .times(1);

        Channel general = scene.general();
        answer(answers, general, "three files", address, "out/large.bin", "out/other/large.bin");

        Message post = posted(general, "three files");
        assertThat(post.attachments())
                .extracting(Attachment::filename)
                .containsExactly("cat.txt", "large.bin", "large-2.bin");
        assertThat(post.attachments().get(0).bytes()).asString().isEqualTo("meow");
        assertThat(post.attachments().get(1).bytes())
                .isEqualTo(Upload.generated("x", null, 9_000_000).bytes());
        assertThat(post.attachments().get(2).bytes()).containsExactly(1, 2, 3);
    }

    @Test
    void filesTooLargeForDiscordArePostedAsSignedLinks(KafkaServer kafka, RegistryServer registry, S3Server s3)
            throws Exception {
        try (FileScene scene = new FileScene(kafka, registry, s3, others)
                        .with("DISCORD_UPLOAD_LIMIT", "1MB")
                        .start();
                Answers answers = new Answers(scene.stage())) {
            put(scene, "out/film.bin", new byte[1_048_577]);
            put(scene, "out/still.bin", new byte[1_048_576]);

            answer(answers, scene.general(), "see here", "out/film.bin", "out/still.bin");

            Message post = posted(scene.general(), "see here");
            assertThat(post.attachments()).extracting(Attachment::filename).containsExactly("still.bin");
            assertThat(post.content())
                    .startsWith("see here\n" + s3.url() + "/" + scene.stage().bucket() + "/out/film.bin?")
                    .contains("X-Amz-Signature=");
        }
    }

    @Test
    void whatIsNotInTheBucketIsRefused() {
        String url = scene.stage().s3().url();
        List<String> hostile = List.of(
                "http://169.254.169.254/latest/meta-data",
                url + "/other-bucket/secret.txt",
                "file:///etc/passwd",
                "s3://other-bucket/secret.txt");
        Channel wall = scene.home().addTextChannel("wall");
        try (RecordLog letters =
                new RecordLog(scene.stage().kafka(), scene.stage().deadLetters())) {
            for (String name : hostile) {
                answer(answers, wall, "hostile", name);
            }
            answer(answers, wall, "missing", "no/such/object.txt");
            answer(answers, wall, "fine");

            posted(wall, "fine");
            String bucket = scene.stage().bucket();
            assertThat(letters.await(5))
                    .extracting(RecordLog::cause)
                    .containsExactly(
                            "attachment 'http://169.254.169.254/latest/meta-data' is not in bucket " + bucket
                                    + ", and nothing else is posted",
                            "attachment '" + url + "/other-bucket/secret.txt' is not in bucket " + bucket
                                    + ", and nothing else is posted",
                            "attachment 'file:///etc/passwd' is not in bucket " + bucket
                                    + ", and nothing else is posted",
                            "attachment 's3://other-bucket/secret.txt' is not in bucket " + bucket
                                    + ", and nothing else is posted",
                            "attachment 'no/such/object.txt' is not there: bucket " + bucket + " has no such object");
            assertThat(wall.messages()).hasSize(1);
        }
    }

    @Test
    @Nightly
    void aStoreThatIsAwayIsWaitedFor(KafkaServer kafka, RegistryServer registry, @Separate S3Server s3)
            throws Exception {
        try (FileScene scene = new FileScene(kafka, registry, s3, others)
                        .with("RESPONSES_RETRIES", "20")
                        .start();
                Answers answers = new Answers(scene.stage())) {
            put(scene, "out/cat.txt", "meow".getBytes(StandardCharsets.UTF_8));
            s3.kill();
            answer(answers, scene.general(), "late", "out/cat.txt");
            var elsewhere = scene.home().addTextChannel("elsewhere");
            answers.send(elsewhere.id(), "at once");

            await().atMost(SOON).until(() -> elsewhere.messages().size() == 1);
            assertThat(scene.general().messages()).isEmpty();
            s3.start();

            assertThat(posted(scene.general(), "late").attachments().get(0).bytes())
                    .asString()
                    .isEqualTo("meow");
        }
    }

    @Test
    void anAnswerTooLongForTwentyPostsIsAFile() throws Exception {
        String book = "A line of a very long answer.\n".repeat(1400);
        Channel library = scene.home().addTextChannel("library");
        answers.send(library.id(), book);

        await().atMost(SOON).until(() -> !library.messages().isEmpty());
        assertThat(library.messages()).hasSize(1);
        Attachment file = library.messages().get(0).attachments().get(0);
        assertThat(file.filename()).isEqualTo("answer.md");
        assertThat(file.bytes()).asString(StandardCharsets.UTF_8).isEqualTo(book);
    }

    private static void put(FileScene scene, String key, byte[] bytes) throws Exception {
        try (MinioClient client = scene.s3()) {
            client.putObject(PutObjectArgs.builder().bucket(scene.stage().bucket()).object(key).stream(
                            new ByteArrayInputStream(bytes), bytes.length, -1)
                    .build());
        }
    }

    private static void answer(Answers answers, Channel channel, String content, String... attachments) {
        answers.send(channel.id(), content, attachments);
    }

    private static Message posted(Channel channel, String content) {
        await().atMost(SOON)
                .until(() -> channel.messages().stream()
                        .anyMatch(message ->
                                message.author().bot() && message.content().startsWith(content)));
        return channel.messages().stream()
                .filter(message -> message.content().startsWith(content))
                .findFirst()
                .orElseThrow();
    }
}
