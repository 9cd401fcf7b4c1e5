package org.discordbridge.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.camel.main.Main;
import org.discordbridge.discord.session.subscribe.RouteNeeds;
import org.discordbridge.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class RouteFileTest {
    private static final Path FILE = Path.of("routes/mine.camel.yaml");
    private static final Settings SETTINGS = Settings.read(Path.of(""), Map.of("DISCORD_TOKEN", "none"));
    private static final String GOOD = """
            # Mine: does this.
            - route:
                id: mine
                from:
                  uri: discord:ready
                  steps:
                    - setBody:
                        expression:
                          simple:
                            expression: ${body}
                    - bean:
                        ref: archive
                        method: expect
                    - to:
                        uri: kafka:{{COMMANDS_TOPIC}}
                        parameters:
                          lingerMs: 5
            """;

    @Test
    void saysWhichRoutesItHasAndWhere() throws RouteFileException {
        assertThat(tried(GOOD).routes()).isEqualTo(Map.of("mine", OptionalInt.of(5)));
    }

    @Test
    void saysWhatItsRoutesWantOfDiscord() throws RouteFileException {
        String text = GOOD.replace("discord:ready", "discord:message-created,typing?bots=true")
                .replace("kafka:{{COMMANDS_TOPIC}}\n            parameters:\n              lingerMs: 5", "discord:pin");

        assertThat(tried(text).interests())
                .extracting(RouteNeeds::endpoint)
                .containsExactly("discord:message-created", "discord:typing");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("    id: mine", "   id: mine", ", line 4: mapping values are not allowed here"),
                arguments(
                        "discord:ready",
                        "[x",
                        ", line 6: while parsing a flow sequence: expected ',' or ']', but got :"),
                arguments("  method:", "\tmethod:", ", line 13: while scanning for the next token found character"),
                arguments("- route:", "- ruote:", ", line 2: Unknown node id: ruote"),
                arguments("- setBody:", "- setBoddy:", ", line 7: Unknown node id: setBoddy"),
                arguments("method:", "methud:", ", line 13: Unsupported field: methud"),
                arguments("simple:", "simpel:", ", line 9: Unknown expression with id: simpel"),
                arguments("${body}", "${boddy}", ", line 7: Unknown function: boddy"),
                arguments(
                        "discord:ready",
                        "discrod:ready",
                        ", line 5: there is no component 'discrod'. There are bean, browse, class, controlbus,"),
                arguments(
                        "kafka:{{COMMANDS_TOPIC}}\n            parameters:\n              lingerMs: 5",
                        "discord:add-raction",
                        ", line 14: to: discord:add-raction is not possible: operations are send-message, reply,"),
                arguments(
                        "- bean:\n            ref: archive\n            method: expect",
                        "- wireTap:\n            uri: discord:ready",
                        ", line 11: to: discord:ready is not possible: operations are send-message, reply,"),
                arguments("discord:ready", "discord:redy", ", line 5: from: discord:redy is not possible: there is no"),
                arguments(
                        "discord:ready",
                        "discord:ready?colour=secret&size=1",
                        ", line 5: discord:ready has no option 'colour', 'size'"),
                arguments("lingerMs: 5", "lingersMs: 5", ", line 14: kafka:discord_commands has no option 'lingersMs'"),
                arguments("lingerMs: 5", "lingerMs: soon", ", line 14: option 'lingerMs' cannot be 'soon'"),
                arguments(
                        "{{COMMANDS_TOPIC}}",
                        "{{COMMAND_TOPIC}}",
                        ", line 14: {{COMMAND_TOPIC}} is set nowhere. Add a line COMMAND_TOPIC=... to"
                                + " application.properties, and start the bridge again"),
                arguments("archive", "archives", ", line 11: No bean could be found in the registry for: archives"),
                arguments("expect", "except", ", line 11: Method with name: except not found on bean: "),
                arguments(GOOD, GOOD + GOOD, ", line 5: there are two routes 'mine'. Give one of them another id"),
                arguments(GOOD, "", ": it has no routes. Delete the file if it is to have none"),
                arguments(GOOD, "# - route\n\n", ": it has no routes. Delete the file if it is to have none"),
                arguments(GOOD, "route: mine", ": it has no routes. Delete the file if it is to have none"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void saysWhereAndWhatIsWrong(String before, String after, String message) {
        assertThat(GOOD).contains(before);

        assertThatThrownBy(() -> tried(GOOD.replace(before, after)))
                .isInstanceOf(RouteFileException.class)
                .hasMessageStartingWith(FILE + message)
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("secret");
    }

    @Test
    void saysHowToAddAComponent() {
        assertThatThrownBy(() -> tried(GOOD.replace("discord:ready", "snake:ready")))
                .hasMessageContaining(" discord, ")
                .hasMessageContaining(" quartz, ")
                .hasMessageContaining(" scheduler, ")
                .hasMessageEndingWith(". To add one, put its jar (camel-snake, of Camel 4.18.0) and those it needs into"
                        + " the folder components, and start the bridge again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"quartz:poll?cron=0+0+9+?+*+MON", "scheduler:poll?delay=1000", "timer:poll?period=1000"})
    void aSchedulerComesAlong(String uri) throws RouteFileException {
        assertThat(tried(GOOD.replace("discord:ready", uri)).routes()).containsOnlyKeys("mine");
    }

    @Test
    void tellsOfPropertiesThatTheBodyDoesNotHave() throws RouteFileException {
        RouteFile file = tried("""
                - route:
                    id: mine
                    from:
                      uri: discord:message-created,reaction-*
                      steps:
                        - log:
                            message: "${body.authrName} ${body.emoji} ${body.content}"
                        - filter:
                            expression:
                              simple:
                                expression: ${body.hasFile} == true
                            steps:
                              - setHeader:
                                  name: who
                                  expression:
                                    simple:
                                      expression: ${in.body.authorName}
                        - setBody:
                            expression:
                              simple:
                                expression: ${body?.contend}
                        - log:
                            message: "${body.length}"
                """);

        assertThat(file.oddities())
                .hasSize(3)
                .allMatch(oddity -> oddity.contains(
                        " in MessageCreated, ReactionChanged. There is applicationId, attachments, authorId, "));
        assertThat(file.oddities())
                .extracting(oddity -> oddity.replaceFirst(" in MessageCreated.*", ""))
                .containsExactly(
                        FILE + ", line 6: ${body.authrName}: there is no authrName",
                        FILE + ", line 8: ${body.hasFile}: there is no hasFile",
                        FILE + ", line 18: ${body.contend}: there is no contend");
        assertThat(tried(GOOD.replace("${body}", "${body.anything}")).oddities())
                .containsExactly(
                        FILE + ", line 7: ${body.anything}: there is no anything in GatewayReady. There is botId,"
                                + " botName, channelId, channelName, content, event, guildCount, guildId, guildName, messageId,"
                                + " parentChannelId, parentChannelName, timestamp, userId, userIsBot, userName, userRoles, uuid");
    }

    @ParameterizedTest
    @MethodSource("ownFiles")
    void ourOwnFilesAreNotOdd(Path path) throws RouteFileException {
        assertThat(RouteFile.tried(SETTINGS, RouteFileTest::bridge, path, RouteFile.read(path))
                        .oddities())
                .isEmpty();
    }

    static List<Path> ownFiles() {
        return RouteFiles.in(Path.of("routes"));
    }

    @Test
    void saysWhichTopicsItNames() throws RouteFileException {
        String text = GOOD + """
                # further steps
                        - to:
                            uri: kafka:alerts?lingerMs=5
                        - toD:
                            uri: kafka:of-${header.who}
                        - wireTap:
                            uri: kafka:tapped
                        - choice:
                            when:
                              - expression:
                                  simple:
                                    expression: ${body} != null
                                steps:
                                  - to:
                                      uri: "kafka:{{EVENTS_TOPIC}}"
                - route:
                    id: reader
                    from:
                      uri: kafka:stars, moons
                      parameters:
                        groupId: mine
                      steps:
                        - to:
                            uri: direct:nowhere
                - route:
                    id: pattern
                    from:
                      uri: kafka:star.*
                      parameters:
                        topicIsPattern: true
                      steps:
                        - to:
                            uri: direct:nowhere
                """;
        assertThat(tried(text).topics())
                .containsExactlyInAnyOrder("discord_commands", "alerts", "tapped", "discord_events", "stars", "moons");
    }

    @Test
    void refusesAnIdOfAnotherFile() throws RouteFileException {
        RouteFile file = tried(GOOD);

        file.requireOwnIds(Map.of("mine", FILE, "yours", Path.of("routes/yours.camel.yaml")));
        assertThatThrownBy(() -> file.requireOwnIds(Map.of("mine", Path.of("routes/yours.camel.yaml"))))
                .hasMessage(
                        "routes/mine.camel.yaml, line 5: there is a route 'mine' in routes/yours.camel.yaml already."
                                + " Give it another id");
    }

    @Test
    void saysThatAFileIsNotText(@TempDir Path folder) throws Exception {
        Path file = Files.write(
                folder.resolve("mine.camel.yaml"), GOOD.replace("Mine", "Müne").getBytes(ISO_8859_1));

        assertThatThrownBy(() -> RouteFile.read(file)).hasMessage(file + ": it is not UTF-8. Save it in that encoding");
    }

    private static RouteFile tried(String text) throws RouteFileException {
        return RouteFile.tried(SETTINGS, RouteFileTest::bridge, FILE, text);
    }

    private static Main bridge(Settings settings) {
        Main main = new Main();
        main.setPropertyPlaceholderLocations("file:application.properties");
        main.setOverrideProperties(settings.fromDotenv());
        return main;
    }
}
