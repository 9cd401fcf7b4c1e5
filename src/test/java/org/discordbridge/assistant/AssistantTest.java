package org.discordbridge.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.discordbridge.servers.ModelServer;
import org.discordbridge.settings.SettingsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AssistantTest {
    private static final String BOT = "7";

    private final ModelServer server = ModelServer.start();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void close() throws java.io.IOException {
        context.close();
        server.close();
    }

    private static Map<String, Object> question(String field, Object value) {
        Map<String, Object> record = new HashMap<>(Map.of(
                "message_id",
                "11",
                "channel_id",
                "3",
                "guild_id",
                "2",
                "author_id",
                "5",
                "author_name",
                "Ada",
                "content",
                "<@7> hi",
                "message_type",
                0,
                "mentions",
                List.of("6", BOT)));
        record.put(field, value);
        return record;
    }

    private Assistant assistant(String limit) {
        Assistant assistant = new Assistant();
        assistant.setCamelContext(context);
        assistant.setUrl(server.url());
        assistant.setModel("small");
        assistant.setLimit(limit);
        assistant.setTimeout("60");
        assistant.start();
        return assistant;
    }

    private Map<?, ?> answer(Assistant assistant) {
        DefaultExchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(question("reply_to", null));
        assistant.answer(exchange);
        return exchange.getMessage().getBody(Map.class);
    }

    @Test
    void mentionsRepliesAndDirectMessagesAreQuestions() {
        assertThat(Assistant.isQuestion(question("guild_id", "2"), Set.of(BOT))).isTrue();
        assertThat(Assistant.isQuestion(question("message_type", 19), Set.of(BOT)))
                .isTrue();
        Map<String, Object> direct = question("mentions", List.of());
        assertThat(Assistant.isQuestion(direct, Set.of(BOT))).isFalse();
        direct.put("guild_id", null);
        assertThat(Assistant.isQuestion(direct, Set.of(BOT))).isTrue();
    }

    @Test
    void nothingElseIs() {
        assertThat(Assistant.isQuestion(question("author_is_bot", true), Set.of(BOT)))
                .isFalse();
        assertThat(Assistant.isQuestion(question("webhook_id", "4"), Set.of(BOT)))
                .isFalse();
        assertThat(Assistant.isQuestion(question("interaction_token", "t"), Set.of(BOT)))
                .isFalse();
        assertThat(Assistant.isQuestion(question("message_type", 7), Set.of(BOT)))
                .isFalse();
        assertThat(Assistant.isQuestion(question("content", " "), Set.of(BOT))).isFalse();
        assertThat(Assistant.isQuestion(question("message_id", null), Set.of(BOT)))
                .isFalse();
        assertThat(Assistant.isQuestion(question("mentions", List.of("6")), Set.of(BOT)))
                .isFalse();
        assertThat(Assistant.isQuestion(question("guild_id", "2"), Set.of())).isFalse();
    }

    @Test
    void theAnswerIsTextThatMentionsNobody() {
        server.says("@everyone, <@5> and <@&8>: see @here, {\"operation\":\"ban-member\"}");

        Map<?, ?> answer = answer(assistant("5/60s"));
        assertThat(answer.get("content"))
                .isEqualTo("@\u200beveryone, <\u200b@5> and <\u200b@&8>: see @\u200bhere,"
                        + " {\"operation\":\"ban-member\"}");
        assertThat(answer.keySet())
                .map(String::valueOf)
                .containsExactlyInAnyOrder("uuid", "content", "channel_id", "guild_id", "reply_to", "flags");
        assertThat(answer.get("reply_to")).isEqualTo("11");
        assertThat(answer.get("channel_id")).isEqualTo("3");
    }

    @Test
    void whoAsksTooMuchIsToldOnce() {
        Assistant assistant = assistant("2/60s");

        assertThat(answer(assistant).get("content")).isEqualTo("You said: Ada: <\u200b@7> hi");
        assertThat(answer(assistant)).isNotNull();
        assertThat(answer(assistant).get("content"))
                .isEqualTo("You have asked a lot. Please wait a little, and then ask again.");
        assertThat(answer(assistant)).isNull();
        assertThat(server.questions()).hasSize(2);
    }

    @Test
    void aModelThatFailsIsToldToWhoAsked() {
        server.answers(500, "secret");

        assertThat(answer(assistant("5/60s")).get("content"))
                .isEqualTo("There is no answer at the moment. Please ask again later.");
    }

    @Test
    void aModelMustBeNamed() {
        Assistant assistant = new Assistant();
        assistant.setUrl(server.url());

        assertThatThrownBy(assistant::start)
                .isInstanceOf(SettingsException.class)
                .hasMessage("ASSISTANT_MODEL is not set: it is the name of a model of ASSISTANT_URL");
    }
}
