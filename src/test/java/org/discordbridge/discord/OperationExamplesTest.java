package org.discordbridge.discord;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.discordbridge.discord.operation.Operation;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.RecordedCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the examples of operations on the component's page, and looks at what they asked of Discord. */
@Timeout(120)
class OperationExamplesTest extends ExampleStage {
    private static final String SECTION = "An example of each operation and option of a producer";
    private static final Pattern OPERATION = Pattern.compile("discord:([-a-z]+)");

    /** What each asks of Discord, by the title of the example. */
    private static final Map<String, String> CALLS = Map.ofEntries(
            entry("Send a message", "POST /channels/*/messages"),
            entry("Send a message once", "POST /channels/*/messages"),
            entry("Reply", "POST /channels/*/messages"),
            entry("Edit a message", "PATCH /channels/*/messages/*"),
            entry("Delete a message", "DELETE /channels/*/messages/*"),
            entry("React", "PUT /channels/*/messages/*/reactions/**"),
            entry("Take a reaction back", "DELETE /channels/*/messages/*/reactions/**"),
            entry("Show that the bot is typing", "POST /channels/*/typing"),
            entry("Pin", "PUT /channels/*/messages/pins/*"),
            entry("Begin a thread", "POST /channels/*/messages/*/threads"),
            entry("Post into a forum", "POST /channels/*/threads"),
            entry("Archive a thread", "PATCH /channels/*"),
            entry("Write to somebody", "POST /users/@me/channels"),
            entry("Post under another name", "POST /webhooks/*/*"),
            entry("Post by a webhook", "POST /webhooks/*/*"),
            entry("Ask people", "POST /channels/*/messages"),
            entry("Read a message", "GET /channels/*/messages/*"),
            entry("Read the last messages", "GET /channels/*/messages"),
            entry("Read a channel", "GET /channels/*"),
            entry("Read a member", "GET /guilds/*/members/*"),
            entry("Give a role", "PUT /guilds/*/members/*/roles/*"),
            entry("Take a role", "DELETE /guilds/*/members/*/roles/*"),
            entry("Silence somebody", "PATCH /guilds/*/members/*"),
            entry("Let the body decide", "POST /channels/*/typing"),
            entry("Do what the body says", "PUT /channels/*/messages/*/reactions/**"));

    static Stream<PageExample> examples() {
        return PageExample.of(SECTION);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void doWhatTheySay(PageExample example) throws Exception {
        start(example);
        if (!example.text().contains("lazyStartProducer: true")) {
            awaitGuilds();
        }
        run("words");

        String[] call = CALLS.get(example.title()).split(" ");
        List<RecordedCall> calls = discord.calls(call[0], call[1]);
        assertThat(calls)
                .isNotEmpty()
                .allSatisfy(made -> assertThat(made.status()).isBetween(200, 299));
        assertThat(heard.failed).isEmpty();
        assertThat(heard.done).isNotEmpty();
    }

    @Test
    void noOperationIsWithoutOne() {
        Set<String> shown = new TreeSet<>();
        Stream.concat(examples(), PageExample.of("An example of each interaction"))
                .forEach(example -> OPERATION.matcher(example.text()).results().forEach(to -> shown.add(to.group(1))));

        assertThat(shown).contains(Operation.OF_THE_BODY);
        assertThat(shown)
                .containsAll(
                        Stream.of(Operation.values()).map(Operation::toString).toList());
        assertThat(examples().map(PageExample::title)).containsExactlyInAnyOrderElementsOf(CALLS.keySet());
    }

    private void example(String title) throws Exception {
        start(examples()
                .filter(example -> title.equals(example.title()))
                .findFirst()
                .orElseThrow());
        awaitGuilds();
    }

    /** Waits until names of channels are known. */
    private void awaitGuilds() {
        await().atMost(ComponentStage.SOON).until(() -> {
            var channels = stage.context
                    .getComponent("discord", DiscordComponent.class)
                    .ownSession()
                    .calls()
                    .channels();
            return channels.isChannel("announcements") && channels.isChannel("help");
        });
    }

    @Test
    void aMessageIsQuietAndGoesWhereTheNameSays() throws Exception {
        example("Send a message");
        run(null);

        RecordedCall post = discord.calls("POST", "/channels/" + announcements.id() + "/messages")
                .get(0);
        assertThat(post.body().path("flags").asInt()).isEqualTo(4096 + 4);
        assertThat(post.body().path("allowed_mentions").path("parse").toString())
                .isEqualTo("[\"users\"]");
    }

    @Test
    void aMessageThatIsKnownIsNotPostedAgain() throws Exception {
        example("Send a message once");
        run("first");
        run("second");

        assertThat(general.messages().stream().map(Message::content).filter(text -> !"menu".equals(text)))
                .contains("first")
                .doesNotContain("second");
    }

    @Test
    void historyHasAsManyMessagesAsTheLimit() throws Exception {
        example("Read the last messages");
        for (int i = 0; i < 12; i++) {
            general.post(ada, "message " + i);
        }

        assertThat((List<?>) run(null).getMessage().getBody())
                .hasSize(10)
                .allSatisfy(message -> assertThat(message).isInstanceOf(DiscordEvent.class));
    }

    @Test
    void reasonsAndTimesReachDiscord() throws Exception {
        example("Silence somebody");
        run(null);

        assertThat(discord.calls("PATCH", "/guilds/*/members/*")
                        .get(0)
                        .body()
                        .path("communication_disabled_until")
                        .asText())
                .isNotEmpty();
    }
}
