package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.camel.impl.DefaultCamelContext;
import org.discordbridge.discord.options.Acknowledge;
import org.discordbridge.discord.options.DirectMessages;
import org.discordbridge.discord.options.DiscordConfiguration;
import org.discordbridge.discord.options.LateAnswers;
import org.discordbridge.discord.options.Ordered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that are one of few words: as Java has them, and as URIs and YAML write them. */
@Timeout(60)
class ChoicesTest {
    private static DiscordConfiguration options(String uri) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getComponent("discord", DiscordComponent.class)
                    .getConfiguration()
                    .setToken("token");
            return context.getEndpoint(uri, DiscordEndpoint.class).getConfiguration();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dead-letter", "deadLetter", "DEAD_LETTER", "Dead-Letter"})
    void areWrittenInAnyOfCamelsWays(String word) throws Exception {
        assertThat(options("discord:send-message?lateAnswers=" + word).getLateAnswers())
                .isEqualTo(LateAnswers.DEAD_LETTER);
    }

    @Test
    void haveTheDefaultsThatTheyHad() throws Exception {
        DiscordConfiguration options = options("discord:command");

        assertThat(options.getAcknowledge()).isEqualTo(Acknowledge.REPLY);
        assertThat(options.getDirectMessages()).isEqualTo(DirectMessages.INCLUDE);
        assertThat(options.getLateAnswers()).isEqualTo(LateAnswers.CHANNEL);
        assertThat(options.getOrdered()).isEqualTo(Ordered.CALLED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acknowledge|reply, update or none",
                "directMessages|include, exclude or only",
                "gatewayEvents|dispatches or jda",
                "lateAnswers|channel or dead-letter",
                "ordered|called or completed"
            })
    void areNamedIfTheWordIsNone(String option, String words) {
        assertThatThrownBy(() -> options("discord:typing?" + option + "=never"))
                .rootCause()
                .hasMessage("discord:typing is not possible: " + option + " 'never' is not understood: it is " + words);
    }

    @Test
    void areInTheCatalog() throws Exception {
        JsonNode properties = new ObjectMapper()
                .readTree(Path.of("src/generated/resources/META-INF/org/discordbridge/discord/discord.json")
                        .toFile())
                .path("properties");

        Map.of(
                        "acknowledge", List.of("reply", "update", "none"),
                        "directMessages", List.of("include", "exclude", "only"),
                        "gatewayEvents", List.of("dispatches", "jda"),
                        "lateAnswers", List.of("channel", "dead-letter"),
                        "ordered", List.of("called", "completed"))
                .forEach((option, words) -> {
                    JsonNode known = properties.path(option);
                    assertThat(known.path("type").asText()).isEqualTo("enum");
                    assertThat(StreamSupport.stream(known.path("enum").spliterator(), false)
                                    .map(JsonNode::asText))
                            .containsExactlyElementsOf(words);
                    assertThat(known.path("defaultValue").asText()).isEqualTo(words.get(0));
                });
    }
}
