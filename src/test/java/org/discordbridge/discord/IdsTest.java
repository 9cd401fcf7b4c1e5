package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no id is refused before Discord is asked, with the name of the field. */
@Timeout(120)
class IdsTest extends ProducerStage {
    private static final String DIGITS = "digits were expected";
    private static final String LOST =
            "a number with a point or exponent has lost digits of the id, which has to be" + " sent as text";
    private static final String TOO_LONG = "no id has more than 64 bits";

    private void refuses(Map<String, Object> body, String message) {
        refused(body, IllegalArgumentException.class).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delete-message  | message_id      | message",
                "delete-message  | message_ids     | message",
                "edit-message    | message_ids     | message",
                "edit-message    | message_id      | message",
                "send-message    | channel_id      | channel",
                "send-message    | reply_to        | message",
                "send-webhook    | thread_id       | channel",
                "create-post     | applied_tags    | tag",
                "get-history     | before          | message",
                "get-history     | after           | message",
                "get-history     | around          | message",
                "get-message     | message_id      | message",
                "get-member      | user_id         | user",
                "add-role        | role_id         | role",
                "timeout-member  | guild_id        | guild",
                "open-modal      | interaction_id  | interaction",
                "archive-thread  | thread_id       | thread"
            })
    void areCheckedInEveryField(String operation, String field, String noun) throws Exception {
        doing("discord:send-message?operationFromBody=true");
        Map<String, Object> body = new HashMap<>(Map.of(
                "operation",
                operation,
                "content",
                "x",
                "title",
                "x",
                "components",
                List.of(),
                "interaction_token",
                operation.equals("open-modal") ? "token" : "",
                "thread_name",
                "x",
                "timeout_seconds",
                1));
        for (String id : List.of("channel_id", "message_id", "user_id", "role_id", "guild_id")) {
            body.put(id, "4711");
        }
        int calls = discord.calls().size();
        Map<Object, String> wrong = Map.of(
                "99999999999999999999",
                TOO_LONG,
                "18446744073709551616",
                TOO_LONG,
                "1180424242424242424242",
                TOO_LONG,
                "0",
                "no id is zero",
                0,
                "no id is zero",
                "-5",
                DIGITS,
                "+5",
                DIGITS,
                1.18E17,
                LOST,
                "\u0661\u0662",
                DIGITS);
        wrong.forEach((id, problem) -> {
            body.put(field, id);
            refuses(
                    body,
                    field + " '" + id + "' is not the id of a " + ("thread_id".equals(field) ? "thread" : noun) + ": "
                            + problem);
        });
        assertThat(discord.calls()).hasSize(calls);
    }

    @Test
    void theLargestIsNoFault() throws Exception {
        doing("discord:delete-message?channelId=" + id(general));
        done(Map.of("message_ids", List.of("18446744073709551615", 4711L)));

        // one of them is older than two weeks
        assertThat(discord.calls("DELETE", "/channels/*/messages/*")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "1.5", "-1", "99999999999"})
    void aLimitIsANumber(String limit) throws Exception {
        doing("discord:get-history?channelId=" + id(general));

        refuses(Map.of("limit", limit), "limit '" + limit + "' is not a number of messages: 1 to 100 was expected");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "message-created?positionRepository=#kept&catchUpFrom=99999999999999999999 | catchUpFrom '99999999999999999999' is not the id of"
                        + " a message: no id has more than 64 bits",
                "message-created?positionRepository=#kept&catchUpFrom=000000000000000 | catchUpFrom '000000000000000' is not the id of a message:"
                        + " no id is zero",
                "command?name=a&description=A&commandGuilds=4711,18446744073709551616 | commandGuilds"
                        + " '4711,18446744073709551616' is not understood: ids of guilds, separated by commas, were"
                        + " expected, and '18446744073709551616' is none: no id has more than 64 bits"
            })
    void areCheckedInOptions(String from, String message) {
        context.getRegistry().bind("kept", new MemoryStateRepository());
        assertThatThrownBy(() -> {
                    context.addRoutes(new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("discord:" + from).to("mock:out");
                        }
                    });
                    context.start();
                })
                .hasStackTraceContaining(message);
    }
}
