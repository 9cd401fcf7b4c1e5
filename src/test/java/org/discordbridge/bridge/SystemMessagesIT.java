package org.discordbridge.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.MessageDraft;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Discord itself writes is an event, and no command; and a message of which a part cannot be read is a record. */
@Timeout(600)
@ExtendWith({ServersExtension.class, StageExtension.class})
class SystemMessagesIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void areEventsAlsoOfTheTimeWhenTheBridgeWasAway(Stage stage, BridgeProcess bridge) throws Exception {
        try (RecordLog commands = new RecordLog(stage.kafka(), stage.commands());
                RecordLog events = new RecordLog(stage.kafka(), stage.events())) {
            Guild home = stage.discord().addGuild("Home");
            Channel general = home.addTextChannel("general");
            User ada = stage.discord().addUser("Ada");
            List<Long> expected = new ArrayList<>();
            bridge.start();
            expected.add(general.system(7, ada).id());
            general.post(ada, "live");
            commands.await(1);
            events.await(2);
            assertThat(bridge.stop()).isNotEqualTo(1);

            Message pinned = general.post(ada, "away");
            expected.add(general.system(8, ada).id());
            pinned.pin(ada);
            expected.add(general.messages().get(general.messages().size() - 1).id());
            expected.add(general.system(99, ada).id());
            bridge.start();
            expected.add(general.system(7, ada).id());
            Message whose = general.post(ada, MessageDraft.text("whose").field("author", Map.of("username", "x")));

            Wire wire = new Wire(stage.registry());
            List<GenericRecord> system = events.await(1 + expected.size() + 1).stream()
                    .map(record -> wire.read(record.value()))
                    .filter(record -> record.get("event").toString().equals("message-system"))
                    .toList();
            assertThat(system)
                    .extracting(record -> Long.valueOf(record.get("message_id").toString()))
                    .containsExactlyElementsOf(expected);
            assertThat(system).extracting(record -> record.get("message_type")).containsExactly(7, 8, 6, 99, 7);
            assertThat(system).allSatisfy(record -> {
                assertThat(record.get("uuid"))
                        .hasToString(
                                UUID.nameUUIDFromBytes(("discord:message:" + record.get("message_id")).getBytes(UTF_8))
                                        .toString());
                assertThat(record.get("user_id")).hasToString(String.valueOf(ada.id()));
                assertThat(record.get("channel_name")).hasToString("general");
                assertThat(JSON.readTree(record.get("data").toString())
                                .path("id")
                                .asText())
                        .isEqualTo(record.get("message_id").toString());
            });
            assertThat(system.get(2).get("refers_to")).hasToString(String.valueOf(pinned.id()));
            assertThat(events.read())
                    .filteredOn(record ->
                            wire.read(record.value()).get("event").toString().equals("message-system"))
                    .extracting(ConsumerRecord::key)
                    .extracting(key -> new String(key, UTF_8))
                    .containsOnly(String.valueOf(general.id()));

            List<GenericRecord> written = commands.await(3).stream()
                    .map(record -> wire.read(record.value()))
                    .toList();
            assertThat(written)
                    .extracting(record -> record.get("content").toString())
                    .containsExactly("live", "away", "whose");
            assertThat(written.get(2).get("author_id")).hasToString("");
            assertThat(written.get(2).get("message_id")).hasToString(String.valueOf(whose.id()));
            assertThat(bridge.log())
                    .contains(
                            "Message " + whose.id() + " comes without what cannot be read of it: author.id is missing");
        }
    }
}
