package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.discordbridge.event.EventType;
import org.discordbridge.simulator.Interaction;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the examples of interactions and of options on the component's page, with what they speak of. */
@Timeout(120)
class OptionExamplesTest extends ExampleStage {
    private static final Path CATALOG =
            Path.of("src/generated/resources/META-INF/org/discordbridge/discord/discord.json");

    /** Headings whose examples other tests run. */
    private static final Set<String> ELSEWHERE =
            Set.of("An example of each event", "An example of each operation and option of a producer");

    static Stream<PageExample> examples() {
        return PageExample.all().stream()
                .filter(example -> "yaml".equals(example.language()) && !ELSEWHERE.contains(example.section()));
    }

    private void example(String title) throws Exception {
        start(examples()
                .filter(example -> title.equals(example.title()))
                .findFirst()
                .orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void loadAndStart(PageExample example) throws Exception {
        start(example);

        assertThat(stage.context.getRoutes()).isNotEmpty();
        assertThat(heard.failed).isEmpty();
    }

    private void awaitCommands(int count) {
        await().atMost(ComponentStage.SOON)
                .until(() -> discord.commands().size() + discord.commands(home).size() >= count);
    }

    private void answers(Interaction used, String text) {
        assertThat(used.awaitReply(ComponentStage.SOON).content()).isEqualTo(text);
    }

    private Message menu(Map<String, ?> component) {
        int before = general.messages().size();
        stage.context
                .createProducerTemplate()
                .requestBody(
                        "discord:send-message?channelId=" + general.id(),
                        Map.of(
                                "content",
                                "use it",
                                "components",
                                List.of(Map.of("type", 1, "components", List.of(component)))));
        return general.awaitMessages(before + 1, ComponentStage.SOON).get(before);
    }

    private static Map<String, ?> button(String customId) {
        return Map.of("type", 2, "style", 1, "label", "Press", "custom_id", customId);
    }

    @Test
    void aCommandHasItsOptionsInOneGuild() throws Exception {
        example("A command with options");
        awaitCommands(1);

        assertThat(discord.commands()).isEmpty();
        assertThat(discord.commands(home).toString()).contains("\"max_value\":3", "\"Large\"");
        Interaction used = discord.slashCommand(ada, general, "tea", Map.of("size", "s"));
        answers(used, "A tea of size s");
        assertThat(used.reply().orElseThrow().flags()).isEqualTo(64);
    }

    @Test
    void aCommandOnAUserKnowsWhom() throws Exception {
        example("A command on a user");
        awaitCommands(1);

        answers(discord.userCommand(ada, general, "Look up", ada), "Ada is known");
    }

    @Test
    void aCommandOnAMessageKnowsItsText() throws Exception {
        example("A command on a message");
        awaitCommands(1);

        answers(discord.messageCommand(ada, "Count", general.post(ada, "four")), "4 characters");
    }

    @Test
    void suggestionsAreMadeAndTaken() throws Exception {
        example("Suggestions");
        awaitCommands(1);

        Interaction typing = discord.typeOption(ada, general, "ask", "topic", "te", Map.of());
        typing.awaitAcknowledged(ComponentStage.SOON);
        assertThat(typing.suggestions()).containsExactly("tea", "teapots");
        answers(discord.slashCommand(ada, general, "ask", Map.of("topic", "tea")), "You asked about tea");
    }

    @Test
    void aButtonChangesItsMessage() throws Exception {
        example("A button that changes its message");
        Message menu = menu(button("vote-tea"));
        discord.pressButton(ada, menu, "vote-tea");

        general.awaitMessage("Ada voted vote-tea", ComponentStage.SOON);
        assertThat(general.message(menu.id()).orElseThrow().content()).isEqualTo("Ada voted vote-tea");
    }

    @Test
    void aSelectIsAnswered() throws Exception {
        example("A select");
        Message menu = menu(Map.of(
                "type",
                3,
                "custom_id",
                "colour",
                "options",
                List.of(Map.of("label", "Red", "value", "red"), Map.of("label", "Blue", "value", "blue"))));

        answers(discord.choose(ada, menu, "colour", "red"), "You chose [red]");
    }

    @Test
    void aFormIsOpenedAndAnswered() throws Exception {
        example("A form");
        Interaction opened = discord.pressButton(ada, menu(button("feedback-open")), "feedback-open");
        opened.awaitAcknowledged(ComponentStage.SOON);

        answers(discord.submitModal(opened, Map.of("text", "more tea")), "Thanks for: more tea");
    }

    private void heard(int count) {
        await().atMost(ComponentStage.SOON).until(() -> heard.exchanges.get() >= count);
    }

    @Test
    void filtersLetNoOthersThrough() throws Exception {
        example("Filters by people");
        User ben = discord.addUser("Ben");
        general.post(ben, "not for us");
        discord.addGuild("Away").addTextChannel("far").post(ada, "nor this");
        general.post(ada, "this");
        general.post(helper, "and this");

        heard(2);
        assertThat(heard.exchanges).hasValue(2);
    }

    @Test
    void textsDecide() throws Exception {
        example("Filters by text");
        general.post(ada, "an order in public");
        discord.directMessage(ada, "in order");
        discord.directMessage(ada, "disorderly");
        discord.directMessage(ada, "my ORDER");

        await().atMost(ComponentStage.SOON).until(() -> heard.exchanges.get() >= 2);
        assertThat(heard.exchanges).hasValue(2);
    }

    @Test
    void positionsBeginEarlier() throws Exception {
        general.post(ada, "before the start");
        example("Positions of two routes");
        general.post(ada, "after it");

        heard(2);
        assertThat(heard.entered).containsExactly(EventType.MESSAGE_CREATED);
    }

    @Test
    void editsAreHeard() throws Exception {
        example("An exception handler of its own");
        general.post(ada, "first").edit("second");

        heard(1);
        assertThat(heard.entered).containsExactly(EventType.MESSAGE_EDITED);
    }

    @Test
    void noOptionIsWithoutOne() throws Exception {
        Set<String> shown = new TreeSet<>(Set.of("action"));
        for (PageExample example : PageExample.all()) {
            switch (example.language()) {
                case "yaml" ->
                    Pattern.compile("(?m)^ +(\\w+): |[?&](\\w+)=")
                            .matcher(example.text())
                            .results()
                            .forEach(option -> shown.add(option.group(1) == null ? option.group(2) : option.group(1)));
                case "properties" ->
                    Pattern.compile("(?m)^camel\\.component\\.discord\\.(\\w+)=")
                            .matcher(example.text())
                            .results()
                            .forEach(option -> shown.add(option.group(1)));
                default -> assertThat(example.language()).isIn("java", "xml");
            }
        }

        for (String kind : List.of("componentProperties", "properties")) {
            new ObjectMapper()
                    .readTree(CATALOG.toFile())
                    .path(kind)
                    .fieldNames()
                    .forEachRemaining(option -> assertThat(shown).contains(option));
        }
    }
}
