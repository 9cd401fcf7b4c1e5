package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.event.EventType;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.event.MessageEdited;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.MessageDraft;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is told of a session that is connected, and yet does not get what it should. */
@Timeout(120)
class FindingsTest extends EventStage {
    private static final String SWITCH = ": switch on MESSAGE CONTENT INTENT under Developer Portal > Bot";

    private HealthCheck.Result health() {
        return HealthCheckHelper.getHealthCheck(stage.context, "discord").call();
    }

    private MessageCreated written(String id) {
        return await().atMost(ComponentStage.SOON)
                .until(
                        () -> stage.events().stream()
                                .filter(MessageCreated.class::isInstance)
                                .map(MessageCreated.class::cast)
                                .filter(message -> message.messageId().equals(id))
                                .findFirst()
                                .orElse(null),
                        message -> message != null);
    }

    private static String id(Message message) {
        return String.valueOf(message.id());
    }

    @Test
    void tellsThatContentIsWithheldUntilItComesAgain() throws Exception {
        stage.route("discord:message-created").start();
        try (CapturedLog log =
                CapturedLog.of("org.discordbridge.discord.session.finding.WithheldContent", Level.INFO)) {
            general.post(ada, "before");
            discord.gateway().withholdContent(true);
            // these come with it all the same
            written(id(general.post(ada, "for " + discord.bot().mention())));
            general.post(discord.bot(), MessageDraft.text("own"));
            written(id(discord.directChannel(ada).post(ada, "between us")));
            assertThat(log.messages("Discord sends")).isEmpty();
            assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);

            Message first = general.post(ada, "where is my text?");
            assertThat(written(id(first)).content()).isEmpty();
            written(id(general.post(ada, "and mine?")));
            written(id(general.post(ada, "hello " + discord.bot().mention())));
            assertThat(log.messages(id(first)))
                    .containsExactly("Discord sends messages without what people write: " + id(first) + " in channel "
                            + general.id() + " has neither text nor anything else. Switch on MESSAGE CONTENT INTENT"
                            + " under Developer Portal > Bot. Until then records have no text and no files, and edits"
                            + " are not told");
            assertThat(log.messages("Discord sends")).hasSize(1);
            HealthCheck.Result down = health();
            assertThat(down.getState()).isEqualTo(HealthCheck.State.DOWN);
            assertThat(down.getMessage().orElseThrow())
                    .startsWith("Discord sends messages without what people write since ")
                    .endsWith(SWITCH);
            assertThat(down.getDetails().get("contentWithheld"))
                    .isEqualTo(down.getMessage().orElseThrow());

            discord.gateway().withholdContent(false);
            written(id(general.post(ada, "here it is")));
            assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
            assertThat(log.messages("Discord sends again")).hasSize(1);
        }
    }

    @Test
    void anEditWithoutTextIsNoEditToNothing() throws Exception {
        stage.route("discord:message-*").start();
        Message seen = general.post(ada, "first");
        written(id(seen));
        discord.gateway().withholdContent(true);
        seen.edit("second");
        MessageEdited changed = stage.await(EventType.MESSAGE_CHANGED, MessageEdited.class);
        assertThat(changed.message().content()).isEqualTo("first");
        assertThat(changed.previousContent()).isEqualTo("first");
        discord.gateway().withholdContent(false);
        seen.edit("third");
        MessageEdited edited = stage.await(EventType.MESSAGE_EDITED, MessageEdited.class);

        assertThat(edited.message().content()).isEqualTo("third");
        assertThat(edited.previousContent()).isEqualTo("first");
        assertThat(stage.events().stream().filter(event -> event.type() == EventType.MESSAGE_EDITED))
                .hasSize(1);
    }

    @Test
    void whatMayBeEmptyIsNoSignOfThat() throws Exception {
        stage.route("discord:message-created").start();
        Map<String, Object> empty = Map.of("content", "", "type", 0, "mentions", List.of());
        List<Map<String, Object>> harmless = List.of(
                Map.of("sticker_items", List.of(Map.of("id", "1", "name", "wave", "format_type", 1))),
                Map.of("message_snapshots", List.of(Map.of("message", Map.of("content", "forwarded")))),
                Map.of("poll", Map.of("question", Map.of("text", "?"))),
                Map.of("activity", Map.of("type", 1)),
                Map.of("flags", 4),
                Map.of("type", 7),
                Map.of("type", 99),
                Map.of("attachments", List.of(attachment())));
        int id = 5000;
        try (CapturedLog log =
                CapturedLog.of("org.discordbridge.discord.session.finding.WithheldContent", Level.INFO)) {
            for (Map<String, Object> one : harmless) {
                Map<String, Object> message = new java.util.HashMap<>(empty);
                message.put("id", String.valueOf(id++));
                message.put("channel_id", String.valueOf(general.id()));
                message.put("guild_id", String.valueOf(home.id()));
                message.put("timestamp", "2026-01-01T00:00:00Z");
                message.put("author", Map.of("id", String.valueOf(ada.id()), "username", "Ada"));
                message.putAll(one);
                discord.gateway().dispatch("MESSAGE_CREATE", home.id(), message);
            }
            written(id(general.post(ada, "last")));

            assertThat(log.messages("Discord sends")).isEmpty();
        }
    }

    private static Map<String, Object> attachment() {
        return Map.of("id", "1", "filename", "a.txt", "size", 1, "url", "http://127.0.0.1/a", "proxy_url", "http://a");
    }

    @Test
    void namesGuildsOfWhichNothingComes() throws Exception {
        home.unavailable(true);
        stage.route("discord:message-created").start();
        await().atMost(ComponentStage.SOON)
                .until(() -> ("1: " + home.id()).equals(health().getDetails().get("unavailableGuilds")));
        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
        DiscordComponent component = stage.context.getComponent("discord", DiscordComponent.class);
        assertThat(component.figures().get(0).unavailableGuilds()).isEqualTo(1);

        home.unavailable(false);
        await().atMost(ComponentStage.SOON).until(() -> !health().getDetails().containsKey("unavailableGuilds"));
    }

    private static ComponentStage posting(DiscordSimulator discord) throws Exception {
        ComponentStage stage = new ComponentStage(discord).route("discord:message-created");
        return stage.route("discord:command?name=ask&description=Asks", "ask").start();
    }

    @Test
    void anotherProcessWithTheSameTokenIsNamed() throws Exception {
        try (CapturedLog log = CapturedLog.of("org.discordbridge.discord.session.finding.TwinProcess", Level.WARN);
                ComponentStage one = posting(discord);
                ComponentStage two = posting(discord)) {
            discord.gateway().awaitConnected(2, ComponentStage.SOON);
            // what any other program posts, and what this one sends without an identity, is none of it
            general.post(discord.bot(), MessageDraft.text("by hand"));
            String url = "discord:send-message?channelId=" + general.id();
            one.context.createProducerTemplate().requestBody(url, "no identity");
            assertThat(log.messages()).isEmpty();

            for (ComponentStage bridge : List.of(one, two)) {
                bridge.context
                        .createProducerTemplate()
                        .requestBodyAndHeader(
                                url, "a".repeat(3_000), DiscordConstants.IDENTITY, "of " + bridge.hashCode());
            }
            await().atMost(ComponentStage.SOON).until(() -> log.messages().size() == 2);
            assertThat(log.messages())
                    .allSatisfy(message -> assertThat(message)
                            .matches("Another process is connected with the token of bot "
                                    + discord.bot().id() + " on shard 0 of 1: it has posted message [0-9]+ in channel "
                                    + general.id() + "\\. Both are told of everything, and both answer\\. Stop one of"
                                    + " them"));
        }
    }

    @Test
    void interactionsThatAnotherProcessAcknowledgesAreASign() throws Exception {
        try (CapturedLog log = CapturedLog.of("org.discordbridge.discord.session.finding.TwinProcess", Level.WARN);
                ComponentStage one = posting(discord);
                ComponentStage two = posting(discord)) {
            discord.gateway().awaitConnected(2, ComponentStage.SOON);
            await().until(() -> !discord.commands().isEmpty());
            for (int i = 0; i < 3; i++) {
                discord.slashCommand(ada, general, "ask", Map.of());
            }

            await().atMost(ComponentStage.SOON).until(() -> !log.messages().isEmpty());
            assertThat(log.messages().get(0))
                    .matches("Another process is connected with the token of bot "
                            + discord.bot().id()
                            + " on shard 0 of 1: it has acknowledged interaction [0-9]+\\. Both are"
                            + " told of everything, and both answer\\. Stop one of them");
        }
    }
}
