package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.EventId;
import org.discordbridge.event.EventType;
import org.discordbridge.event.SystemMessage;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.MessageDraft;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Discord writes into channels, and no person. */
@Timeout(120)
class SystemMessagesTest extends EventStage {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> kept = new ConcurrentHashMap<>();

    private static final MessageDraft POLL = MessageDraft.empty()
            .field(
                    "poll",
                    Map.of(
                            "question",
                            Map.of("text", "Tea?"),
                            "answers",
                            List.of(
                                    Map.of("answer_id", 1, "poll_media", Map.of("text", "Yes")),
                                    Map.of("answer_id", 2, "poll_media", Map.of("text", "No")))));

    @Test
    void haveAnEventOfTheirOwn() throws Exception {
        stage.route("discord:message-system").start();
        general.post(ada, "written");
        Message join = general.system(7, ada);
        SystemMessage event = (SystemMessage) stage.await(1).get(0);

        assertThat(event.type()).isEqualTo(EventType.MESSAGE_SYSTEM);
        assertThat(event.event()).isEqualTo("message-system");
        assertThat(event.uuid()).isEqualTo(EventId.ofMessage(String.valueOf(join.id())));
        assertThat(event.messageId()).isEqualTo(String.valueOf(join.id()));
        assertThat(event.messageType()).isEqualTo(7);
        assertThat(event.timestamp())
                .isEqualTo(Instant.parse(join.json().path("timestamp").asText()));
        assertThat(event.channelName()).isEqualTo("general");
        assertThat(event.guildName()).isEqualTo("Home");
        assertThat(event.userId()).isEqualTo(String.valueOf(ada.id()));
        assertThat(event.userName()).isEqualTo("ada");
        assertThat(event.refersTo()).isNull();
        JsonNode data = JSON.readTree(event.data());
        assertThat(data.path("type").asInt()).isEqualTo(7);
        assertThat(data.path("id").asText()).isEqualTo(String.valueOf(join.id()));
        assertThat(stage.out.getExchanges().get(0).getMessage().getHeaders())
                .containsEntry(DiscordConstants.EVENT, "message-system")
                .containsEntry(DiscordConstants.MESSAGE_ID, String.valueOf(join.id()))
                .containsEntry(DiscordConstants.AUTHOR_ID, String.valueOf(ada.id()))
                .containsEntry(DiscordConstants.CHANNEL_ID, String.valueOf(general.id()))
                .containsEntry(DiscordConstants.GUILD_ID, String.valueOf(home.id()))
                .containsEntry(Exchange.MESSAGE_TIMESTAMP, event.timestamp().toEpochMilli())
                .hasSize(6);
        assertThat(stage.intents()).containsExactly("DIRECT_MESSAGES", "GUILDS", "GUILD_MESSAGES", "MESSAGE_CONTENT");
    }

    @Test
    void sayWhatTheyReferTo() throws Exception {
        stage.route("discord:message-system").start();
        Message poll = general.post(ada, POLL);
        poll.vote(ada, 2);
        Message result = poll.endPoll();
        Message pinned = general.post(ada, "pin this");
        pinned.pin(ada);
        List<DiscordEvent> events = stage.await(2);

        assertThat(events)
                .extracting(event -> ((SystemMessage) event).messageType() + " " + ((SystemMessage) event).refersTo())
                .containsExactly("46 " + poll.id(), "6 " + pinned.id());
        assertThat(events.get(0).messageId()).isEqualTo(String.valueOf(result.id()));
        JsonNode data = JSON.readTree(((SystemMessage) events.get(0)).data());
        assertThat(data.path("embeds").path(0).path("fields").findValuesAsText("name"))
                .contains("poll_question_text", "victor_answer_votes", "total_votes");
    }

    @Test
    void ofUnknownTypesAndOfBotsComeToo() throws Exception {
        stage.route("discord:message-system").start();
        general.system(99, ada);
        general.system(7, discord.addBot("Robot"));
        general.system(6, discord.bot());

        assertThat(stage.await(3))
                .extracting(event -> ((SystemMessage) event).messageType())
                .containsExactly(99, 7, 6);
    }

    @Test
    void comeOnceToARouteOfBoth() throws Exception {
        stage.route("discord:message-created,message-system?notices=true").start();
        general.system(7, ada);
        general.post(ada, "written");

        assertThat(stage.await(2)).extracting(DiscordEvent::event).containsExactly("message-system", "message-created");
    }

    @Test
    void areNoticesForWhoAsksForThose() throws Exception {
        stage.route("discord:message-created?notices=true", "notices")
                .route("discord:message-created", "written")
                .start();
        general.system(7, ada);
        general.post(ada, "written");

        List<DiscordEvent> events = stage.await(3);
        assertThat(events).extracting(DiscordEvent::event).containsOnly("message-created");
        assertThat(events).extracting(DiscordEvent::content).containsExactlyInAnyOrder("", "written", "written");
    }

    /** Both routes keep their positions in one repository, as the bridge does. */
    private ComponentStage bothRoutes() throws Exception {
        ComponentStage both = new ComponentStage(discord);
        both.context.getRegistry().bind("positions", new KeptStates(kept));
        both.route("discord:message-created?positionRepository=#positions", "messages")
                .route(
                        "discord:message-system,reaction-added?positionRepository=#positions&positionPrefix=events:",
                        "events")
                .start();
        Awaitility.await("both have begun")
                .atMost(ComponentStage.SOON)
                .until(() -> kept.containsKey("base") && kept.containsKey("events:base"));
        return both;
    }

    private static List<Long> ids(List<DiscordEvent> events) {
        return events.stream().map(event -> Long.valueOf(event.messageId())).toList();
    }

    @Test
    void areReadAgainInOrderAndOnce() throws Exception {
        try (ComponentStage both = bothRoutes()) {
            general.system(7, ada);
            general.post(ada, "live");
            both.await(2);
            assertThat(kept.keySet())
                    .filteredOn(key -> key.endsWith("base"))
                    .containsExactlyInAnyOrder("base", "events:base");
        }
        List<Long> system = new ArrayList<>();
        List<Long> written = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            written.add(general.post(ada, "away " + i).id());
            system.add(general.system(i % 2 == 0 ? 7 : 99, ada).id());
        }
        try (ComponentStage both = bothRoutes()) {
            lounge.system(8, ada);
            List<DiscordEvent> events = both.await(241);

            assertThat(ids(events)).doesNotHaveDuplicates().hasSize(241);
            assertThat(ids(events.stream()
                            .filter(event -> event.type() == EventType.MESSAGE_SYSTEM)
                            .filter(event -> String.valueOf(general.id()).equals(event.channelId()))
                            .toList()))
                    .containsExactlyElementsOf(system);
            assertThat(ids(events.stream()
                            .filter(event -> event.type() == EventType.MESSAGE_CREATED)
                            .toList()))
                    .containsExactlyElementsOf(written);
        }
        // and nothing comes again, nor is anything asked for that nobody wants
        int reads = discord.calls("GET", "/channels/*/messages").size();
        try (ComponentStage both = bothRoutes()) {
            general.system(7, ada);
            assertThat(both.await(1)).hasSize(1);
            assertThat(discord.calls("GET", "/channels/*/messages")).hasSize(reads);
        }
    }

    @Test
    void ofAPageThatFailedComeLater() throws Exception {
        try (ComponentStage both = bothRoutes()) {
            general.system(7, ada);
            both.await(1);
        }
        Message away = general.system(99, ada);
        discord.fault(Fault.status(500)).on("GET", "/channels/*/messages").times(2);
        try (ComponentStage both = bothRoutes()) {
            assertThat(ids(both.await(1))).containsExactly(away.id());
        }
    }

    /** A written message moves the watermark of the events too, but is no reason to keep it. */
    @Test
    void doNotKeepAPositionForWhatOthersWrite() throws Exception {
        try (ComponentStage both = bothRoutes()) {
            Message written = general.post(ada, "written");
            both.await(1);
            Awaitility.await("the messages' own position")
                    .atMost(ComponentStage.SOON)
                    .until(() -> String.valueOf(written.id()).equals(kept.get(String.valueOf(general.id()))));
            Awaitility.await("no position of the events")
                    .during(Duration.ofMillis(200))
                    .atMost(ComponentStage.SOON)
                    .until(() -> !String.valueOf(written.id()).equals(kept.get("events:" + general.id())));
        }
        assertThat(kept.get("events:" + general.id()))
                .as("an orderly end keeps it")
                .isNotNull();
    }
}
