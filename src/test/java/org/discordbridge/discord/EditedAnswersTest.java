package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.activation.DataHandler;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.attachment.ByteArrayDataSource;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.simulator.Attachment;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Interaction;
import org.discordbridge.simulator.Permission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Edits of answers that are, or become, several messages. */
@Timeout(120)
class EditedAnswersTest extends ProducerStage {
    private static final Duration BEYOND_NONCES = Duration.ofHours(1);
    private static final Map<String, Object> BUTTON =
            Map.of("type", 1, "components", List.of(Map.of("type", 2, "style", 1, "label", "Go", "custom_id", "go")));

    private final MemoryStateRepository repository = new MemoryStateRepository();

    @BeforeEach
    void bind() {
        context.getRegistry().bind("posts", repository);
    }

    private void knowing() throws Exception {
        doing("discord:send-message?operationFromBody=true&postRepository=#posts&channelId=" + id(general));
    }

    private void notKnowing() throws Exception {
        doing("discord:send-message?operationFromBody=true&channelId=" + id(general));
    }

    /** A text of so many parts, each of which has only that letter. */
    private static String text(char letter, int parts) {
        return Stream.generate(() -> String.valueOf(letter).repeat(1_500))
                .limit(parts)
                .collect(Collectors.joining("\n"));
    }

    private Message post(String text) {
        return done(Map.of("content", text), Map.of(DiscordConstants.IDENTITY, "post " + text.hashCode()));
    }

    private static Map<String, Object> edit(Object... fields) {
        Map<String, Object> body = new HashMap<>(Map.of("operation", "edit-message"));
        for (int i = 0; i < fields.length; i += 2) {
            body.put((String) fields[i], fields[i + 1]);
        }
        return body;
    }

    private Message edited(Map<String, Object> body) {
        return done(body, Map.of(DiscordConstants.IDENTITY, "edit " + body.hashCode()));
    }

    /** The first letters of what the bot shows in the channel. */
    private String letters() {
        return general.messages().stream()
                .map(shown -> shown.content().isEmpty() ? "-" : shown.content().substring(0, 1))
                .collect(Collectors.joining());
    }

    private static List<?> ids(Message message) {
        return message.getHeader(DiscordConstants.MESSAGE_IDS, List.class);
    }

    private List<String> shown() {
        return general.messages().stream().map(ProducerStage::id).toList();
    }

    @Test
    void aLongTextOfAShortAnswerIsAddedBehindIt() throws Exception {
        notKnowing();
        Message posted = done("short");
        general.post(ada, "x");
        Message longer = edited(edit("message_id", ids(posted).get(0), "content", text('a', 3)));

        assertThat(letters()).isEqualTo("axaa");
        assertThat(ids(longer)).isEqualTo(List.of(shown().get(0), shown().get(2), shown().get(3)));
        assertThat(longer.getHeader(DiscordConstants.MESSAGE_ID)).isEqualTo(shown().get(0));
        assertThat(general.messages().get(2).nonce()).isNotEmpty();
        assertThat(discord.calls("POST", "/channels/*/messages").get(2).body().path("enforce_nonce"))
                .hasToString("true");

        Message shorter = edited(edit("message_ids", ids(longer), "content", text('b', 2)));
        assertThat(letters()).isEqualTo("bxb");
        assertThat(ids(shorter)).isEqualTo(List.of(shown().get(0), shown().get(2)));
    }

    @Test
    void anAnswerIsKnownByItsFirstMessage() throws Exception {
        knowing();
        Object first = ids(post(text('a', 3))).get(0);
        discord.advanceClock(BEYOND_NONCES);

        assertThat(ids(edited(edit("message_id", first, "content", "b")))).isEqualTo(List.of(first));
        assertThat(letters()).isEqualTo("b");
        edited(edit("message_id", first, "content", text('c', 4)));
        assertThat(letters()).isEqualTo("cccc");
        Message last = edited(edit("message_id", first, "content", text('d', 2)));
        assertThat(letters()).isEqualTo("dd");
        assertThat(ids(last)).isEqualTo(shown());
        // what was posted and edited since is not posted again
        post(text('a', 3));
        assertThat(letters()).isEqualTo("dd");
        // within the minutes in which Discord knows the nonces of what was deleted since
        edited(edit("message_id", first, "content", text('c', 4)));
        assertThat(letters()).isEqualTo("cccc");
    }

    @Test
    void aLaterPartIsEditedAlone() throws Exception {
        knowing();
        List<?> posted = ids(post(text('a', 3)));
        edited(edit("message_id", posted.get(1), "content", "b"));

        assertThat(letters()).isEqualTo("aba");
    }

    @Test
    void whatThereIsBesidesTextGoesToTheLastMessage() throws Exception {
        knowing();
        Map<String, Object> body = Map.of(
                "content", text('a', 2), "components", List.of(BUTTON), "embeds", List.of(Map.of("title", "More")));
        Object first =
                ids(done(body, Map.of(DiscordConstants.IDENTITY, "rich"))).get(0);

        edited(edit("message_id", first, "content", text('b', 3)));
        assertThat(letters()).isEqualTo("bbb");
        assertRichOnly(2, "More");
        edited(edit("message_id", first, "content", "c"));
        assertThat(letters()).isEqualTo("c");
        assertRichOnly(0, "More");
        edited(edit("message_id", first, "content", text('d', 2), "embeds", List.of(Map.of("title", "Other"))));
        assertRichOnly(1, "Other");
        edited(edit("message_id", first, "embeds", List.of(Map.of("title", "Last"))));
        assertThat(letters()).isEqualTo("dd");
        assertRichOnly(1, "Last");
    }

    private void assertRichOnly(int which, String title) {
        for (int i = 0; i < general.messages().size(); i++) {
            var json = general.messages().get(i).json();
            assertThat(json.path("embeds").findValuesAsText("title"))
                    .as("embeds of message %s", i)
                    .isEqualTo(i == which ? List.of(title) : List.of());
            assertThat(json.path("components").findValuesAsText("custom_id"))
                    .as("components of message %s", i)
                    .isEqualTo(i == which ? List.of("go") : List.of());
        }
    }

    @Test
    void filesStayWhereTheyAre() throws Exception {
        knowing();
        Exchange exchange = context.createProducerTemplate().request("direct:do", in -> {
            in.getMessage().setBody(Map.of("content", text('a', 2)));
            in.getMessage().setHeader(DiscordConstants.IDENTITY, "with file");
            in.getMessage(AttachmentMessage.class)
                    .addAttachment("note.txt", new DataHandler(new ByteArrayDataSource("note.txt", new byte[] {1})));
        });
        Object first = ids(exchange.getMessage()).get(0);

        edited(edit("message_id", first, "content", "b"));
        assertThat(letters()).isEqualTo("b-");
        assertThat(files(1)).containsExactly("note.txt");
        edited(edit("message_id", first, "content", text('c', 2)));
        assertThat(letters()).isEqualTo("c-c");
    }

    private List<String> files(int which) {
        return general.messages().get(which).attachments().stream()
                .map(Attachment::filename)
                .toList();
    }

    @Test
    void aTextThatBecameAFileIsReplaced() throws Exception {
        knowing();
        Object first = ids(post(text('a', 21))).get(0);
        assertThat(letters()).isEqualTo("-");
        assertThat(files(0)).containsExactly("answer.md");

        edited(edit("message_id", first, "content", text('b', 2)));
        assertThat(letters()).isEqualTo("bb");
        assertThat(files(0)).isEmpty();
        edited(edit("message_id", first, "content", text('c', 21)));
        assertThat(letters()).isEqualTo("-");
        assertThat(files(0)).containsExactly("answer.md");
        edited(edit("message_id", first, "content", text('d', 22)));
        assertThat(files(0)).containsExactly("answer.md");
        edited(edit("message_id", first, "content", "e"));
        assertThat(letters()).isEqualTo("e");
        assertThat(files(0)).isEmpty();
    }

    @Test
    void aTryAfterAFailureGoesOn() throws Exception {
        knowing();
        Object first = ids(post(text('a', 2))).get(0);
        Map<String, Object> longer = edit("message_id", first, "content", text('b', 4));
        for (Fault fault : List.of(Fault.status(500), Fault.statusAfterEffect(500))) {
            discord.fault(fault).on("PATCH", "/channels/*/messages/*").after(1).times(1);
            assertThat(failed(longer)).isEqualTo(500);
            discord.fault(fault).on("POST", "/channels/*/messages").after(1).times(1);
            assertThat(failed(longer)).isEqualTo(500);
            assertThat(ids(edited(longer))).isEqualTo(shown());
            assertThat(letters()).isEqualTo("bbbb");
            discord.fault(fault).on("DELETE", "/channels/*/messages/*").times(1);
            Map<String, Object> shorter = edit("message_id", first, "content", text('a', 2));
            assertThat(failed(shorter)).isEqualTo(500);
            edited(shorter);
            assertThat(letters()).isEqualTo("aa");
            discord.advanceClock(BEYOND_NONCES);
        }
    }

    private int failed(Map<String, Object> body) {
        Exchange exchange = context.createProducerTemplate().request("direct:do", in -> {
            in.getMessage().setBody(body);
            in.getMessage().setHeader(DiscordConstants.IDENTITY, "edit " + body.hashCode());
        });
        assertThat(exchange.getException()).isNotNull();
        return exchange.getMessage().getHeader(DiscordConstants.STATUS, Integer.class);
    }

    @Test
    void aPartThatSomebodyDeletedIsAddedAnew() throws Exception {
        knowing();
        List<?> posted = ids(post(text('a', 3)));
        general.messages().get(1).delete();
        Message edited = edited(edit("message_id", posted.get(0), "content", text('b', 3)));

        assertThat(letters()).isEqualTo("bbb");
        assertThat(ids(edited)).isEqualTo(List.of(posted.get(0), shown().get(2), posted.get(2)));
        assertThat(letters()).isEqualTo("bbb");
        refused(edit("message_id", "4711", "content", "x"), 404, 10008);
    }

    @Test
    void theAnswerToACommandIsEditedByItsToken() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("discord:command?name=ask&description=Asks&ephemeral=true").to("mock:asked");
            }
        });
        knowing();
        org.awaitility.Awaitility.await()
                .until(() -> !discord.calls("PUT", "/applications/*/commands").isEmpty());
        Interaction use = discord.slashCommand(ada, general, "ask", Map.of());
        use.awaitAcknowledged(SOON);
        done(Map.of("content", text('a', 2), "interaction_token", use.token()), Map.of(DiscordConstants.IDENTITY, "a"));
        Message longer = edited(edit("interaction_token", use.token(), "content", text('b', 4)));

        assertThat(use.awaitReply(SOON).content()).startsWith("bb");
        assertThat(use.followUps()).hasSize(3).allSatisfy(shown -> {
            assertThat(shown.content()).startsWith("bb");
            assertThat(shown.flags() & 64).isEqualTo(64);
        });
        assertThat(ids(longer)).hasSize(4);
        edited(edit("interaction_token", use.token(), "content", text('c', 2)));
        assertThat(use.awaitReply(SOON).content()).startsWith("cc");
        assertThat(use.followUps().stream().filter(shown -> !shown.deleted()))
                .hasSize(1)
                .allSatisfy(shown -> assertThat(shown.content()).startsWith("cc"));
    }

    @Test
    void deletesAllMessagesOfAnAnswerWithoutAPermission() throws Exception {
        general.deny(Permission.MANAGE_MESSAGES);
        notKnowing();
        List<?> posted = ids(done(text('a', 3)));
        done(Map.of("operation", "delete-message", "message_id", posted.get(0), "message_ids", posted));

        assertThat(general.messages()).isEmpty();
        assertThat(discord.calls("POST", "/channels/*/messages/bulk-delete")).isEmpty();
    }
}
