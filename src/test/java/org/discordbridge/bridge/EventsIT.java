package org.discordbridge.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Entity;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens besides messages and commands, on the events topic. */
@Timeout(600)
@ExtendWith({ServersExtension.class, StageExtension.class})
class EventsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everythingButThePrivilegedIsPublished(Stage stage, BridgeProcess bridge) throws Exception {
        try (RecordLog events = new RecordLog(stage.kafka(), stage.events())) {
            Guild home = stage.discord().addGuild("Home");
            Channel general = home.addTextChannel("general");
            Channel lounge = home.addVoiceChannel("lounge");
            User ada = stage.discord().addUser("Ada");
            bridge.start();

            Message message = general.post(ada, "first words");
            message.edit("second words");
            message.react(ada, "👍");
            general.post(stage.discord().bot(), "mine").delete();
            Message other = general.post(ada, "third words");
            general.deleteAll(List.of(message, other));
            general.typing(ada);
            home.addMember(stage.discord().addUser("Ben"));
            home.members().presence(ada, "idle");
            Entity role = home.addRole("keeper");
            home.voice().enter(ada, lounge);
            home.voice().server("secret-voice-token", "voice.example.org");
            stage.discord().renameBot("The Bridge");

            Wire wire = new Wire(stage.registry());
            // guild-available, edited, reaction, two deletions, role, voice, voice server, bot
            List<ConsumerRecord<byte[], byte[]>> records = events.await(9);
            assertThat(records)
                    .extracting(record -> event(wire, record))
                    .containsExactlyInAnyOrder(
                            "guild-available",
                            "message-edited",
                            "reaction-added",
                            "message-deleted",
                            "message-deleted",
                            "role-created",
                            "voice-joined",
                            "voice-server-updated",
                            "bot-updated");
            assertThat(records.stream()
                            .filter(record -> String.valueOf(general.id()).equals(key(record)))
                            .map(record -> event(wire, record)))
                    .as("the order of the channel")
                    .containsExactly("message-edited", "reaction-added", "message-deleted", "message-deleted");

            GenericRecord edited = find(wire, records, "message-edited");
            assertThat(edited.get("previous_content")).hasToString("first words");
            assertThat(edited.get("content")).hasToString("second words");
            assertThat(edited.get("message_id")).hasToString(String.valueOf(message.id()));
            assertThat(edited.get("user_id")).hasToString(String.valueOf(ada.id()));
            assertThat(edited.get("user_name")).hasToString("ada");
            GenericRecord deleted = find(wire, records, "message-deleted");
            assertThat(deleted.get("uuid"))
                    .hasToString(UUID.nameUUIDFromBytes(("discord:deletion:" + message.id()).getBytes(UTF_8))
                            .toString());
            assertThat(deleted.get("previous_content")).hasToString("second words");
            assertThat(deleted.get("bulk")).isEqualTo(true);
            GenericRecord reaction = find(wire, records, "reaction-added");
            assertThat(reaction.get("emoji")).hasToString("👍");
            assertThat(reaction.get("file")).isNull();
            GenericRecord created = find(wire, records, "role-created");
            assertThat(created.get("subject_id")).hasToString(String.valueOf(role.id()));
            assertThat(created.get("subject_name")).hasToString("keeper");
            JsonNode data = JSON.readTree(created.get("data").toString());
            assertThat(data.path("role").path("name").asText()).isEqualTo("keeper");
            assertThat(records.stream()
                            .filter(record -> event(wire, record).equals("role-created"))
                            .map(EventsIT::key))
                    .containsExactly(String.valueOf(home.id()));
            assertThat(find(wire, records, "voice-server-updated").toString()).doesNotContain("secret-voice-token");

            assertThat(stage.discord().sessions())
                    .as("what the routes want was known before they were made")
                    .hasSize(1);
            long intents = stage.discord().sessions().get(0).intents();
            assertThat(Intent.GUILD_MEMBERS.in(intents) || Intent.GUILD_PRESENCES.in(intents))
                    .as("nothing privileged is asked for that the default does not need")
                    .isFalse();
            assertThat(bridge.log()).doesNotContain("first words", "second words", "secret-voice-token");
        }
    }

    @Test
    void whatTheSettingNamesIsPublished(Stage stage, BridgeProcess bridge) {
        bridge.with("EVENTS", "member-*, typing,presence-updated").with("BRIDGE_BOTS", "true");
        try (RecordLog events = new RecordLog(stage.kafka(), stage.events())) {
            Guild home = stage.discord().addGuild("Home");
            Channel general = home.addTextChannel("general");
            User ada = stage.discord().addUser("Ada");
            home.addMember(ada);
            bridge.start();

            general.post(ada, "not this").delete();
            general.typing(stage.discord().addBot("Robot"));
            home.addMember(stage.discord().addUser("Ben"));
            home.members().presence(ada, "idle");
            home.members().setNick(ada, "Countess");

            Wire wire = new Wire(stage.registry());
            assertThat(events.await(4))
                    .extracting(record -> event(wire, record))
                    .containsExactlyInAnyOrder("typing", "member-joined", "presence-updated", "member-updated");
        }
    }

    @Test
    void wrongNamesEndTheStart(Stage stage, BridgeProcess bridge) {
        bridge.with("EVENTS", "message-edited,reaction-aded");
        bridge.launch();
        assertThat(bridge.awaitEnd(Duration.ofSeconds(120))).isEqualTo(1);
        assertThat(bridge.log()).contains("there is no event 'reaction-aded'. Events are message-created, ");
    }

    private static String event(Wire wire, ConsumerRecord<byte[], byte[]> record) {
        return wire.read(record.value()).get("event").toString();
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? null : new String(record.key(), UTF_8);
    }

    private static GenericRecord find(Wire wire, List<ConsumerRecord<byte[], byte[]>> records, String event) {
        return records.stream()
                .map(record -> wire.read(record.value()))
                .filter(record -> record.get("event").toString().equals(event))
                .findFirst()
                .orElseThrow();
    }
}
