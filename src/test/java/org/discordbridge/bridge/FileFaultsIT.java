package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.FaultRule;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.MessageDraft;
import org.discordbridge.simulator.Upload;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files whose download goes wrong. */
@Timeout(600)
@ExtendWith(ServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileFaultsIT {
    private static final String FILES = "/attachments/**";

    private FileScene scene;

    @BeforeAll
    void start(KafkaServer kafka, RegistryServer registry, S3Server s3, @TempDir Path directory) {
        scene = new FileScene(kafka, registry, s3, directory).start();
    }

    @AfterAll
    void stop() {
        scene.close();
    }

    @AfterEach
    void mend() {
        scene.discord().clearFaults();
    }

    @Test
    void anExpiredLinkIsReplacedByAFreshOne() {
        for (int status : new int[] {403, 404}) {
            scene.discord().fault(Fault.status(status)).on("GET", FILES).times(1);
            Message message = scene.post("expired " + status, Upload.text("cat.txt", "meow"));

            assertThat(scene.file(message).get("status")).hasToString("STORED");
            assertThat(scene.discord().calls("GET", "/channels/*/messages/" + message.id()))
                    .hasSize(1);
        }
    }

    @Test
    void aFileThatIsGoneIsFailedAndItsMessageGoesOn() throws Exception {
        List<String> objects = scene.objects();
        FaultRule gone = scene.discord().fault(Fault.status(404)).on("GET", FILES);
        Message message = scene.post("gone", Upload.text("cat.txt", "meow"));

        assertFile(message, "FAILED", "the CDN answered 404 twice");
        assertThat(scene.file(message).get("object_key")).hasToString(FileScene.keyOf(message, 0));
        assertThat(gone.hits()).isEqualTo(2);
        scene.bridge()
                .awaitLog("ERROR Archive - Attachment "
                        + message.attachments().get(0).id()
                        + " (cat.txt) of message " + message.id() + " was not stored: the CDN answered 404 twice."
                        + " The record is published with status FAILED");

        // the message itself is gone as well
        scene.discord().fault(Fault.error(404, 10008, "Unknown Message")).on("GET", "/channels/*/messages/*");
        Message deleted = scene.post("deleted", Upload.text("cat.txt", "meow"));
        assertFile(
                deleted,
                "FAILED",
                "the CDN answered 404, and there is no fresh link: Discord refused to read message "
                        + deleted.id() + " in channel " + scene.general().id()
                        + ": Unknown Message (404, code 10008)");
        assertThat(scene.objects()).isEqualTo(objects);
        assertThat(scene.pending().all()).isEmpty();
    }

    @Test
    void aCdnThatFailsIsAskedAgain() throws Exception {
        List<Fault> faults = List.of(
                Fault.status(503),
                Fault.rateLimited(Duration.ofSeconds(1)),
                Fault.truncatedBody(),
                Fault.dropConnection());
        for (Fault fault : faults) {
            scene.discord().fault(fault).on("GET", FILES).times(2);
            Message message = scene.post(fault.toString(), Upload.generated("b.bin", null, 600_000));

            assertThat(scene.file(message).get("status")).as(fault.toString()).hasToString("STORED");
            assertThat(scene.object(FileScene.keyOf(message, 0)))
                    .isEqualTo(message.attachments().get(0).bytes());
        }
    }

    @Test
    void hostileLinksAreNotFollowed() throws Exception {
        List<String> links = List.of(
                "http://169.254.169.254/latest/meta-data",
                "http://127.0.0.1:1/x",
                "http://localhost/x",
                "http://[::1]/x",
                "https://cdn.discordapp.com@127.0.0.1/x",
                "file:///etc/passwd",
                "ftp://127.0.0.1/x",
                "http://127.0.0.1\\@evil/x",
                "",
                "not a link");
        List<String> objects = scene.objects();
        int downloads = scene.discord().cdn().downloads();
        for (String link : links) {
            Message message = scene.general().post(scene.ada(), hostile("7", "x", link));

            assertThat(scene.file(message).get("status")).as(link).hasToString("REJECTED");
            assertThat(scene.file(message).get("reason").toString())
                    .containsAnyOf(
                            "is none that files are fetched from (DISCORD_CDN_HOSTS)",
                            "its link is not a plain web address",
                            "its link is not an address");
            assertThat(scene.file(message).get("url")).isNull();
        }
        Message named = scene.general().post(scene.ada(), hostile("../../7", "x", "http://x/"));
        // what is no id is no file: the message comes without it
        assertThat(scene.files(named)).isEmpty();
        scene.bridge()
                .awaitLog("Message " + named.id()
                        + " comes without what cannot be read of it: attachments[0].id is no id of 64 bits");
        assertThat(scene.objects()).isEqualTo(objects);
        assertThat(scene.discord().cdn().downloads()).isEqualTo(downloads);
    }

    private static MessageDraft hostile(String id, String name, String link) {
        return MessageDraft.text("hostile")
                .field(
                        "attachments",
                        List.of(Map.of("id", id, "filename", name, "size", 3, "url", link, "proxy_url", "http://x/")));
    }

    @Test
    void redirectsLeadNowhereElse() throws Exception {
        scene.discord()
                .fault(Fault.redirect("http://127.0.0.1:1/secret"))
                .on("GET", FILES)
                .times(1);
        Message elsewhere = scene.post("elsewhere", Upload.text("cat.txt", "meow"));
        assertFile(elsewhere, "FAILED", "the CDN redirects elsewhere (302)");

        // within the hosts it may
        Message first = scene.post("first", Upload.text("dog.txt", "woof"));
        scene.record(first);
        scene.discord()
                .fault(Fault.redirect(first.attachments().get(0).url()))
                .on("GET", FILES)
                .times(1);
        Message within = scene.post("within", Upload.text("fox.txt", "yiff"));
        assertThat(scene.file(within).get("status")).hasToString("STORED");
        assertThat(scene.object(FileScene.keyOf(within, 0))).asString().isEqualTo("woof");
        assertThat(scene.bridge().log()).doesNotContain("hm=").doesNotContain("?ex=");
    }

    private void assertFile(Message message, String status, String reason) {
        GenericRecord record = scene.record(message);
        assertThat(record.get("content")).hasToString(message.content());
        assertThat(record.get("attachments")).hasToString("[]");
        assertThat(scene.file(message).get("status")).hasToString(status);
        assertThat(scene.file(message).get("reason")).hasToString(reason);
    }
}
