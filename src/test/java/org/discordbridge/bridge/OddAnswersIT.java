package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.Separate;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.Upload;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whatever Discord answers, an answer is posted once, its fate is told, and the next one of its channel goes on. */
@Order(4)
@Timeout(600)
@ExtendWith(ServersExtension.class)
class OddAnswersIT {
    private static final Duration SOON = Duration.ofSeconds(120);

    private static final Map<String, Fault> ODD = new LinkedHashMap<>();

    static {
        ODD.put("html", Fault.answerAfterEffect("<!DOCTYPE html><title>discord.com</title>"));
        ODD.put("html-without-effect", Fault.garbage());
        ODD.put("text", Fault.answerAfterEffect("OK"));
        ODD.put("early-end", Fault.answerAfterEffect("{\"id\": \"12"));
        ODD.put("empty", Fault.answerAfterEffect(""));
        ODD.put("no-message", Fault.answerAfterEffect("{}"));
        ODD.put("no-author", Fault.without("author"));
        ODD.put("no-channel", Fault.without("channel_id"));
        ODD.put("trickle", Fault.trickle(Duration.ofSeconds(1)));
        ODD.put("html-error", Fault.answer(500, Map.of("Content-Type", "text/html"), "<!DOCTYPE html>"));
        ODD.put("soon", Fault.answer(429, Map.of("Via", "x", "Retry-After", "soon"), "{\"retry_after\": 0.5}"));
    }

    @Test
    void eachIsPostedOnceAndToldOf(KafkaServer kafka, RegistryServer registry, S3Server s3, @TempDir Path directory) {
        try (Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(directory);
                Answers answers = new Answers(stage);
                Results results = new Results(stage)) {
            Guild home = stage.discord().addGuild("Home");
            bridge.start();
            Map<Channel, List<RecordMetadata>> sent = new LinkedHashMap<>();
            ODD.forEach((name, fault) -> {
                Channel channel = home.addTextChannel(name);
                stage.discord()
                        .fault(fault)
                        .on("POST", "/channels/" + channel.id() + "/messages")
                        .times(1);
                sent.put(channel, List.of(answers.send(channel.id(), "first"), answers.send(channel.id(), "second")));
            });
            Channel edits = home.addTextChannel("edits");
            Message old = edits.post(stage.discord().bot(), "old");
            stage.discord()
                    .fault(Fault.garbage())
                    .on("PATCH", "/channels/*/messages/*")
                    .times(1);
            RecordMetadata edit = answers.send(Map.of(
                    "operation",
                    "edit-message",
                    "channel_id",
                    String.valueOf(edits.id()),
                    "message_id",
                    String.valueOf(old.id()),
                    "content",
                    "new"));

            sent.forEach((channel, records) -> {
                assertThat(records)
                        .as(channel.name())
                        .extracting(record -> results.of(record).get("status").toString())
                        .containsOnly("POSTED");
                assertThat(channel.messages())
                        .as(channel.name())
                        .extracting(Message::content)
                        .containsExactly("first", "second");
            });
            assertThat(results.of(edit).get("status")).hasToString("POSTED");
            assertThat(old.content()).isEqualTo("new");
            assertThat(bridge.log()).doesNotContain("\tat ");
        }
    }

    @Test
    @Nightly
    void postsGoOnWhileFilesAreStored(
            KafkaServer kafka, RegistryServer registry, @Separate S3Server s3, @TempDir Path directory)
            throws Exception {
        s3.stop();
        try (FileScene scene = new FileScene(kafka, registry, s3, directory)
                        .with("ATTACHMENT_TIMEOUT", "1")
                        .start();
                Answers answers = new Answers(scene.stage());
                Results results = new Results(scene.stage())) {
            List<Message> written = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                written.add(scene.post("with a file " + i, Upload.generated("file-" + i + ".bin", null, 10_000)));
            }
            written.forEach(
                    message -> assertThat(scene.file(message).get("status")).hasToString("PENDING"));
            int before = scene.discord().cdn().downloads();
            scene.discord().fault(Fault.hang()).on("GET", "/attachments/**");
            s3.start();
            await("files are on their way")
                    .atMost(SOON)
                    .until(() -> scene.discord().calls("GET", "/attachments/**").size() > before + 8);

            Channel other = scene.home().addTextChannel("other");
            RecordMetadata answer = answers.send(other.id(), "meanwhile");
            assertThat(results.of(answer).get("status")).hasToString("POSTED");
            assertThat(scene.objects()).isEmpty();
            scene.discord().clearFaults();
            await().atMost(SOON).until(() -> scene.objects().size() == written.size());
        }
    }
}
