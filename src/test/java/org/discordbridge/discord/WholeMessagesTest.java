package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.event.Embed;
import org.discordbridge.event.EventType;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.event.MessageEdited;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.MessageDraft;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people see in a message besides its text: over the gateway, over REST and in edits. */
@Timeout(120)
class WholeMessagesTest extends EventStage {
    private static final int COMPONENTS_V2 = 1 << 15;
    private static final List<Object> COMPONENTS = List.of(
            Map.of("type", 10, "content", "# Weather"),
            Map.of(
                    "type",
                    17,
                    "components",
                    List.of(
                            Map.of(
                                    "type",
                                    9,
                                    "components",
                                    List.of(
                                            Map.of("type", 10, "content", "Rain in the north"),
                                            Map.of("type", 10, "content", "Sun in the south")),
                                    "accessory",
                                    Map.of(
                                            "type",
                                            11,
                                            "media",
                                            Map.of("url", "https://example.org/sun.png"),
                                            "description",
                                            "a sun")),
                            Map.of("type", 14),
                            Map.of(
                                    "type",
                                    12,
                                    "items",
                                    List.of(
                                            Map.of("media", Map.of("url", "a"), "description", "first picture"),
                                            Map.of("media", Map.of("url", "b")),
                                            Map.of("media", Map.of("url", "c"), "description", "third picture"))))),
            Map.of("type", 13, "file", Map.of("url", "attachment://a.txt"), "description", "a file"),
            Map.of(
                    "type",
                    1,
                    "components",
                    List.of(Map.of("type", 2, "style", 1, "label", "More", "custom_id", "more"))),
            Map.of("type", 10, "content", "The end"));
    private static final String WORDS =
            "# Weather\nRain in the north\nSun in the south\na sun\nfirst picture\n" + "third picture\na file\nThe end";

    @BeforeEach
    void start() throws Exception {
        stage.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:read").to("discord:get-message");
            }
        });
        stage.route("discord:message-created,message-edited,message-changed").start();
    }

    private static MessageDraft components() {
        return MessageDraft.empty().field("flags", COMPONENTS_V2).field("components", COMPONENTS);
    }

    /** As REST has it. */
    private MessageCreated read(Message message) {
        return stage.context
                .createProducerTemplate()
                .requestBodyAndHeaders(
                        "direct:read",
                        null,
                        Map.of(
                                DiscordConstants.CHANNEL_ID, String.valueOf(general.id()),
                                DiscordConstants.MESSAGE_ID, String.valueOf(message.id())),
                        MessageCreated.class);
    }

    @Test
    void haveTheWordsOfTheirComponents() throws Exception {
        Message message = general.post(ada, components());
        MessageCreated live = (MessageCreated) stage.await(1).get(0);

        assertThat(live.content()).isEmpty();
        assertThat(live.flags()).isEqualTo(COMPONENTS_V2);
        assertThat(live.componentText()).isEqualTo(WORDS);
        assertThat(live.toString()).doesNotContain("Rain");
        assertThat(read(message).componentText()).isEqualTo(WORDS);
        assertThat(live.redacted("Rain|picture", "x").componentText())
                .isEqualTo(WORDS.replace("Rain", "x").replace("picture", "x"));
        message.edit("");
        MessageEdited edited = (MessageEdited) stage.await(2).get(1);
        assertThat(edited.type()).isEqualTo(EventType.MESSAGE_EDITED);
        assertThat(edited.componentText()).isEqualTo(WORDS);
    }

    @Test
    void haveNoneWithoutComponents() throws Exception {
        general.post(ada, "words");

        assertThat(((MessageCreated) stage.await(1).get(0)).componentText()).isEmpty();
    }

    @Test
    void lookOnlySoDeepIntoComponents() throws Exception {
        Map<String, Object> nested = Map.of("type", 10, "content", "deepest");
        for (int i = 0; i < 100; i++) {
            nested = Map.of("type", 17, "content", "level", "components", List.of(nested));
        }
        general.post(ada, MessageDraft.empty().field("components", List.of(nested)));

        assertThat(((MessageCreated) stage.await(1).get(0)).componentText().split("\n"))
                .hasSize(10)
                .containsOnly("level");
    }

    @Test
    void ofAForwardHaveAllOfTheOriginal() throws Exception {
        Message original = general.post(
                ada,
                components()
                        .embed(Map.of("title", "Title", "description", "Description"))
                        .field("sticker_items", List.of(Map.of("id", "1", "name", "Wave", "format_type", 1))));
        Message forward = general.post(ada, MessageDraft.empty().forward(original));
        MessageCreated live = (MessageCreated) stage.await(2).get(1);

        for (MessageCreated one : List.of(live, read(forward))) {
            assertThat(one.forwardedFrom()).isEqualTo(String.valueOf(original.id()));
            assertThat(one.forwardedComponentText()).isEqualTo(WORDS);
            assertThat(one.forwardedEmbeds()).extracting(Embed::title).containsExactly("Title");
            assertThat(one.forwardedStickers()).containsExactly("Wave");
            assertThat(one.componentText()).isEmpty();
            assertThat(one.embeds()).isEmpty();
            assertThat(one.stickers()).isEmpty();
            assertThat(one.refersTo()).isNull();
        }
        assertThat(live.redacted("Rain", "x").forwardedComponentText()).isEqualTo(WORDS.replace("Rain", "x"));
        assertThat(live.redacted("Rain", "x").forwardedStickers()).containsExactly("Wave");
    }

    @Test
    void haveThePollAsItStands() throws Exception {
        Map<String, Object> poll = new HashMap<>();
        poll.put("question", Map.of("text", "Tea?"));
        poll.put("allow_multiselect", true);
        poll.put(
                "answers",
                List.of(
                        Map.of("answer_id", 3, "poll_media", Map.of("text", "Yes")),
                        Map.of("answer_id", 5, "poll_media", Map.of("text", "No")),
                        Map.of("answer_id", 7, "poll_media", Map.of("emoji", Map.of("name", "🤷")))));
        Message message = general.post(ada, MessageDraft.empty().field("poll", poll));
        stage.await(1);
        message.vote(ada, 5);
        message.vote(discord.addUser("Ben"), 5);
        message.vote(ada, 7);
        message.vote(ada, 3);
        message.unvote(ada, 3);

        MessageCreated open = read(message);
        assertThat(open.poll().answers()).containsExactly("Yes", "No", "");
        assertThat(open.poll().votes()).containsExactly(0L, 2L, 1L);
        assertThat(open.poll().finalized()).isFalse();
        message.endPoll();
        assertThat(read(message).poll().finalized()).isTrue();
        MessageEdited changed = stage.await(EventType.MESSAGE_CHANGED, MessageEdited.class);
        assertThat(changed.message().poll().votes()).containsExactly(0L, 2L, 1L);
    }
}
