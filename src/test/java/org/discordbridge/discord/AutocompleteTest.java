package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.event.AutocompleteRequested;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.simulator.Interaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Suggestions while somebody types. */
@Timeout(120)
@ResourceLock("log of CommandBook")
class AutocompleteTest extends InteractionStage {
    private static final String ASK =
            "discord:command?name=ask&description=Asks&options=" + "topic:string!:What about;count:integer:How many";

    @Test
    void theBodyIsWhatIsSuggested() throws Exception {
        serving("ask", ASK);
        serving(
                "topics",
                "discord:autocomplete?name=ask&option=topic",
                exchange -> exchange.getMessage()
                        .setBody(List.of(exchange.getMessage().getBody(String.class) + "a", "tree")));
        startWith(1);
        assertThat(discord.commands()
                        .get(0)
                        .path("options")
                        .path(0)
                        .path("autocomplete")
                        .asBoolean())
                .isTrue();
        assertThat(discord.commands().get(0).path("options").path(1).has("autocomplete"))
                .isFalse();

        Interaction typing = discord.typeOption(ada, general, "ask", "topic", "te", Map.of("count", 3));
        Exchange exchange = taken("topics", 1);

        typing.awaitAcknowledged(SOON);
        assertThat(typing.suggestions()).containsExactly("tea", "tree");
        AutocompleteRequested request = exchange.getMessage().getBody(AutocompleteRequested.class);
        assertThat(request.content()).isEqualTo("te");
        assertThat(request.options()).isEqualTo(Map.of("topic", "te", "count", "3"));
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(DiscordConstants.COMMAND, "ask")
                .containsEntry(DiscordConstants.OPTION, "topic");
        assertThat(takenBy("ask")).isZero();
    }

    @Test
    void aRouteThatFailsSuggestsNothing() throws Exception {
        serving("ask", ASK);
        serving("topics", "discord:autocomplete?name=ask&option=topic", exchange -> {
            throw new IllegalStateException("broken");
        });
        startWith(1);

        Interaction typing = discord.typeOption(ada, general, "ask", "topic", "te", Map.of());

        assertThat(typing.awaitAcknowledged(SOON).suggestions()).isEmpty();
        assertThat(typing.callbackType()).isEqualTo(8);
    }

    @Test
    void aSlowRouteIsNamed() throws Exception {
        var waiting = new java.util.concurrent.CountDownLatch(1);
        serving("ask", ASK);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("discord:autocomplete?name=ask&option=topic").process(exchange -> waiting.await());
            }
        });
        startWith(1);
        try (CapturedLog log =
                CapturedLog.of("org.discordbridge.discord.session.interaction.Interactions", Level.WARN)) {
            Interaction typing = discord.typeOption(ada, general, "ask", "topic", "te", Map.of());
            String itself = typing.id() + " ";
            Awaitility.await().atMost(SOON).until(() -> !log.messages(itself).isEmpty());
            assertThat(log.messages(itself))
                    .containsExactly("Interaction " + typing.id() + " (autocomplete) was not answered within Discord's"
                            + " three seconds: nothing was suggested. See what holds its route up");
        } finally {
            waiting.countDown();
        }
    }

    @Test
    void whatNobodyDeclaresIsNamed() throws Exception {
        serving("ask", ASK);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("discord:autocomplete?name=ask&option=mood")
                        .routeId("moods")
                        .to("mock:moods");
            }
        });
        try (CapturedLog log = CapturedLog.warningsOf(CommandRegistry.class)) {
            startWith(1);
            assertThat(log.messages("moods"))
                    .containsExactly(
                            "Route moods suggests values of option mood of /ask, and no route declares that: it"
                                    + " is never asked");
        }
    }

    @Test
    void acceptsWhateverMeansAList() {
        Map<String, Object> tea = Map.of("name", "Tea", "value", "t");
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("Tea", "t");
        named.put("Milk", 2);
        assertThat(Suggestions.of(null)).isEmpty();
        assertThat(Suggestions.of(" ")).isEmpty();
        assertThat(Suggestions.of("Tea\n\n Milk "))
                .containsExactly(Map.of("name", "Tea", "value", "Tea"), Map.of("name", "Milk", "value", "Milk"));
        assertThat(Suggestions.of(new Object[] {1, 2.5}))
                .containsExactly(Map.of("name", "1", "value", 1), Map.of("name", "2.5", "value", 2.5));
        assertThat(Suggestions.of(List.of(tea, Map.of("value", "x"), "y")))
                .containsExactly(tea, Map.of("name", "x", "value", "x"), Map.of("name", "y", "value", "y"));
        assertThat(Suggestions.of(tea)).containsExactly(tea);
        assertThat(Suggestions.of(named)).containsExactly(tea, Map.of("name", "Milk", "value", 2));
        assertThat(Suggestions.of("[{\"name\":\"Tea\",\"value\":\"t\"}]")).containsExactly(tea);
        assertThat(Suggestions.of(IntStream.range(0, 30).boxed().toList())).hasSize(25);
        assertThat(Suggestions.of("x".repeat(101)).get(0).get("name"))
                .asString()
                .hasSize(100)
                .endsWith("…");
        assertThatThrownBy(() -> Suggestions.of(Duration.ZERO))
                .hasMessage("its body is a java.time.Duration, and no list of suggestions");
        assertThatThrownBy(() -> Suggestions.of(List.of(Map.of("mood", 1))))
                .hasMessage("a suggestion has neither name nor value");
    }
}
