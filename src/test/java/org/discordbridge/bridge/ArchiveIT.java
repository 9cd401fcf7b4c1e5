package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.MessageDraft;
import org.discordbridge.simulator.Upload;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The archive of packaged bridges, and the questions of its page. */
@Timeout(600)
@ExtendWith(ServersExtension.class)
class ArchiveIT {
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
    private static final int ROUNDS = Integer.getInteger("chaos.rounds", 3);

    @TempDir
    Path directory;

    private Stage stage;
    private Guild home;
    private Channel general;
    private User ada;
    private User ben;
    private Archived archived;
    private final List<BridgeProcess> bridges = new ArrayList<>();

    @BeforeEach
    void prepare(KafkaServer kafka, RegistryServer registry, S3Server s3) throws IOException {
        stage = Stage.on(kafka, registry, s3);
        kafka.createTopic(stage.commands(), 3);
        home = stage.discord().addGuild("Home");
        general = home.addTextChannel("general");
        ada = stage.discord().addUser("Ada");
        ben = stage.discord().addUser("Ben");
        archived = new Archived(stage, Files.createDirectory(directory.resolve("copy")));
    }

    @AfterEach
    void end() {
        bridges.forEach(BridgeProcess::close);
        stage.close();
    }

    private BridgeProcess bridge() throws IOException {
        BridgeProcess bridge = stage.bridge(Files.createDirectory(directory.resolve("bridge" + bridges.size())))
                .with("ARCHIVE", "true")
                .with("ARCHIVE_AGE", "1s");
        bridges.add(bridge);
        return bridge;
    }

    private void awaitRows(String table, String where, long count) {
        await().atMost(SOON)
                .ignoreExceptions()
                .pollInterval(Duration.ofMillis(500))
                .until(() -> Long.parseLong(archived.copy()
                                .ask("select count(*) from " + table + " where " + where)
                                .get(0))
                        >= count);
    }

    @Test
    void answersTheQuestionsOfItsPage() throws Exception {
        bridge().start();
        Message umbrella = general.post(ada, "who has left an umbrella?");
        general.post(ben, MessageDraft.text("mine!").replyTo(umbrella));
        general.post(ada, MessageDraft.text("the plan").attach(Upload.text("plan.pdf", "%PDF-1.7 of it")));
        Channel thread = general.addThread("nobody answers");
        thread.post(ben, "is anybody there?");
        Message mistake = general.post(ben, "good mornig");
        mistake.edit("good morning");
        mistake.react(ada, "👋");
        general.post(ada, "nobody has to know").delete();
        awaitRows("messages", "true", 6);
        awaitRows("events", "event in ('message-edited', 'message-deleted', 'reaction-added')", 3);

        List<String> queries = SQL.matcher(Files.readString(Path.of("src/main/docs/archive.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(queries).hasSize(12).first().isEqualTo(Archived.TABLES);
        List<List<String>> answers = new ArrayList<>();
        for (String query : queries.subList(1, queries.size())) {
            answers.add(archived.ask(query));
        }
        assertThat(answers.get(0)).contains("general|ada|3", "general|ben|2", "nobody answers|ben|1");
        assertThat(answers.get(1)).hasSizeBetween(1, 2);
        assertThat(answers.get(2)).hasSize(2);
        assertThat(answers.get(3))
                .singleElement()
                .asString()
                .contains("|general|ada|who has left an umbrella?|https://");
        assertThat(answers.get(4)).singleElement().asString().startsWith("plan.pdf|14|" + home.id() + "/");
        assertThat(answers.get(5)).singleElement().asString().endsWith("|is anybody there?");
        assertThat(answers.get(6)).containsExactly("ben|ada|1");
        assertThat(answers.get(7)).singleElement().asString().endsWith("|general|ada|nobody has to know");
        assertThat(answers.get(8)).singleElement().asString().endsWith("|ben|good mornig|good morning");
        assertThat(answers.get(9)).containsExactly("good mornig|ben|1");
        assertThat(answers.get(10))
                .extracting(row -> row.substring(row.indexOf('|') + 1))
                .containsExactly("ada|who has left an umbrella?", "ben|mine!", "ada|the plan", "ben|good morning");
        assertThat(bridges.get(0).log()).doesNotContain("umbrella", "nobody has to know");
        assertThat(bridges.get(0).get("/observe/metrics").body().lines())
                .contains("discord_archive_waiting 0.0")
                .anyMatch(line -> line.matches("discord_archived_records_total [1-9][0-9]*\\.0"));
    }

    @Test
    void hasEachRecordOnceThoughBridgesAreKilled() throws Exception {
        bridge().start();
        bridge().start();
        int posted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < 40; i++) {
                home.addTextChannel("channel-" + round + "-" + i % 4).post(ada, "message " + posted++);
            }
            // something of this round is there, and something may be half there
            awaitRows("messages", "content like 'message %'", posted - 20);
            BridgeProcess victim = bridges.get(round % 2);
            victim.kill();
            general.post(ben, "while one is away");
            victim.start();
        }
        awaitRows("messages", "content like 'message %'", posted);

        try (RecordLog messages = new RecordLog(stage.kafka(), stage.commands())) {
            Wire wire = new Wire(stage.registry());
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(archived.copy().ask("select message_id from messages order by all"))
                            .as("as often as on the topic")
                            .containsExactlyElementsOf(messages.read().stream()
                                    .map(record -> wire.read(record.value())
                                            .get("message_id")
                                            .toString())
                                    .sorted()
                                    .toList()));
        }
    }

    @Test
    void isNotLoadedUnlessItIsSwitchedOn() throws Exception {
        try (JarFile jar = new JarFile("target/discord-bridge.jar")) {
            assertThat(jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH))
                    .doesNotContain("parquet", "jts-core");
        }
        assertThat(Path.of("target/lib"))
                .isDirectoryNotContaining(file -> file.getFileName().toString().matches("(parquet|jts).*"));
        assertThat(Path.of("target/archive"))
                .isDirectoryContaining(file -> file.getFileName().toString().startsWith("parquet-avro-"));
        BridgeProcess bridge = bridge().with("ARCHIVE", "false").start();

        assertThat(Files.readString(Path.of("/proc/" + bridge.pid() + "/maps"))).doesNotContain("parquet");
        assertThat(bridge.log()).doesNotContain("rchive");
    }
}
