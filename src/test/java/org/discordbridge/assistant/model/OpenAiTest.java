package org.discordbridge.assistant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.discordbridge.assistant.ModelException;
import org.discordbridge.assistant.Turn;
import org.discordbridge.servers.ModelServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class OpenAiTest {
    private static final List<Turn> ASKED = List.of(new Turn(false, "Ada", "secret words"));

    private final ModelServer server = ModelServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    private OpenAi model(String key, Duration timeout) {
        return new OpenAi(server.url(), "small", key, timeout);
    }

    @Test
    void aConversationIsAsked() {
        server.says("It is blue.");
        String answer = model("k3y", Duration.ofSeconds(60))
                .answer(
                        "Be short.",
                        List.of(
                                new Turn(false, "Ada", "Hello"),
                                new Turn(true, "bot", "Hello Ada"),
                                // a message of pictures only
                                new Turn(true, "bot", ""),
                                new Turn(false, "Bob", "What is the sky?")));

        assertThat(answer).isEqualTo("It is blue.");
        assertThat(server.questions()).singleElement().satisfies(question -> {
            assertThat(question.authorization()).isEqualTo("Bearer k3y");
            assertThat(question.body().path("model").asText()).isEqualTo("small");
            assertThat(question.body().path("max_tokens").asInt()).isEqualTo(2000);
            assertThat(question.messages())
                    .containsExactly(
                            "system: Be short.",
                            "user: Ada: Hello",
                            "assistant: Hello Ada",
                            "user: Bob: What is the sky?");
        });
    }

    @Test
    void withoutAKeyNoneIsSent() {
        model("", Duration.ofSeconds(60)).answer("", ASKED);

        assertThat(server.questions())
                .singleElement()
                .satisfies(question -> assertThat(question.authorization()).isNull());
    }

    @ParameterizedTest
    @CsvSource({
        "401, the server refused ASSISTANT_KEY",
        "404, the server does not know ASSISTANT_MODEL",
        "429, the server has had too many questions (429)",
        "500, the server answered with 500",
    })
    void refusalsAreToldWithoutTheServersWordsAndNotTriedAgain(int status, String told) {
        server.answers(status, "{\"error\":{\"message\":\"secret words\"}}");

        assertThatThrownBy(() -> model("k3y", Duration.ofSeconds(60)).answer("", ASKED))
                .isInstanceOf(ModelException.class)
                .hasMessage(told);
        assertThat(server.questions()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"<html>secret words</html>", "{}", "{\"choices\":[]}"})
    void nonsenseIsTold(String body) {
        server.answers(200, body);

        assertThatThrownBy(() -> model("", Duration.ofSeconds(60)).answer("", ASKED))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("the ")
                .hasMessageNotContaining("secret words");
    }

    @Test
    void silenceIsTold() {
        server.says(" ");

        assertThatThrownBy(() -> model("", Duration.ofSeconds(60)).answer("", ASKED))
                .hasMessage("the server answered without text");
    }

    @Test
    void anAnswerThatStopsHalfWayIsGivenUp() {
        server.stalls();

        assertThatThrownBy(() -> model("", Duration.ofSeconds(2)).answer("", ASKED))
                .isInstanceOf(ModelException.class)
                .hasMessageMatching("the server did not answer (within 2 s|in time)");
    }

    @Test
    void aServerThatIsAwayIsTold() {
        server.close();

        assertThatThrownBy(() -> model("", Duration.ofSeconds(60)).answer("", ASKED))
                .hasMessage("the server cannot be reached at ASSISTANT_URL");
    }
}
