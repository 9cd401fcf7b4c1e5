package org.discordbridge.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EventsTest {
    @Test
    void keepNothingOfAMessageInTextThatMayBeLogged() {
        MessageCreated message = SampleEvents.message();

        assertThat(message)
                .hasToString(
                        "MessageCreated[messageId=1180424242424242424, channelId=77, guildId=5, authorId=42, files=2]");
        assertThat("got " + message + " with " + message.files())
                .doesNotContain(message.content())
                .doesNotContain("hm=")
                .doesNotContain("cdn.discordapp.com");
    }

    @Test
    void keepNeitherTokenNorOptionsOfACommandInText() {
        assertThat(SampleEvents.command())
                .hasToString("CommandInvoked[interactionId=1180424242424242424, command=echo, channelId=77, guildId=5,"
                        + " authorId=42]");
    }

    @Test
    void keepNeitherTokenNorFieldsOfAnInteractionInText() {
        Interaction interaction = SampleEvents.interaction();
        List<InteractionEvent> all = List.of(
                SampleEvents.command(),
                SampleEvents.select(),
                SampleEvents.modal(),
                new AutocompleteRequested(interaction, "ask", "topic", "secret", Map.of("topic", "secret")));

        assertThat(all)
                .allSatisfy(event -> assertThat(event + " of " + event.interaction())
                        .contains("1180424242424242424", "channelId=77")
                        .doesNotContain("secret")
                        .doesNotContain("token"));
        assertThat(all)
                .allSatisfy(event -> assertThat(event.withoutToken())
                        .usingRecursiveComparison()
                        .ignoringFields("interaction.token")
                        .isEqualTo(event));
        assertThat(all)
                .extracting(event -> event.withoutToken().interactionToken())
                .containsOnlyNulls();
    }

    @Test
    void tellWhatWasEnteredOrChosenAsText() {
        assertThat(SampleEvents.select().content()).isEqualTo("red blue");
        assertThat(SampleEvents.modal().content()).isEqualTo("secret title\nsecret text");
        assertThat(SampleEvents.modal().fields()).containsOnlyKeys("title", "text");
    }

    @Test
    void keepTheSignedLinkOfAFileOutOfItsText() {
        assertThat(SampleEvents.file("501", "cat.png"))
                .hasToString("File[id=501, filename=cat.png, size=5, status=UNSTORED]");
    }

    @Test
    void listOnlyStoredFilesAsAttachments() {
        assertThat(SampleEvents.message().attachments()).containsExactly("http://s3/bucket/cat.png");
        assertThat(SampleEvents.message("1", "2", "", List.of()).attachments()).isEmpty();
        assertThat(SampleEvents.command().attachments()).isEmpty();
    }

    @Test
    void doNotChangeWithTheListsTheyWereMadeOf() {
        List<File> files = new ArrayList<>(List.of(SampleEvents.file("1", "a.txt")));
        MessageCreated message = SampleEvents.message("1", "2", "text", files);
        files.clear();

        assertThat(message.files()).hasSize(1);
        assertThat(message.hasFiles()).isTrue();
    }

    @Test
    void haveListsThatNobodyCanChange() {
        MessageCreated message = SampleEvents.message();
        for (List<?> list : List.of(
                message.files(),
                message.mentions(),
                message.mentionRoles(),
                message.embeds(),
                message.stickers(),
                message.embeds().get(0).fields())) {
            assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class);
        }
        assertThatThrownBy(SampleEvents.command().options()::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void doNotChangeWithTheOptionsTheyWereMadeOf() {
        Map<String, String> options = new HashMap<>(Map.of("a", "b"));
        CommandInvoked command = new CommandInvoked(SampleEvents.interaction(), "echo", options, "b");
        options.put("c", "d");

        assertThat(command.options()).containsExactly(Map.entry("a", "b"));
    }

    @Test
    void keepTheRestOfAMessageWhenItsFilesAreDone() {
        MessageCreated before = SampleEvents.message();
        MessageCreated after = before.withFiles(List.of());

        assertThat(after).usingRecursiveComparison().ignoringFields("files").isEqualTo(before);
        assertThat(after.files()).isEmpty();
        assertThat(after.hasFiles()).isFalse();
    }

    @Test
    void keepTheRestOfAMessageThatIsRedacted() {
        MessageCreated before = SampleEvents.message("1", "2", "words, $1 and words", List.of());
        MessageCreated after = before.redacted("w.rds", "$1");

        assertThat(after.content()).isEqualTo("$1, $1 and $1");
        assertThat(after.forward().content()).isEqualTo("forwarded $1");
        assertThat(after.componentText()).isEqualTo("component $1");
        assertThat(after.forwardedComponentText()).isEqualTo("forwarded component $1");
        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("content", "forward.content", "componentText", "forward.componentText")
                .isEqualTo(before);
    }

    @Test
    void keepTheRestOfAFileWhenItIsStored() {
        File before = SampleEvents.file("501", "cat.png");
        File after = before.stored("http://s3/b/k", "k", "image/png", "ab12", 6);

        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("url", "objectKey", "detectedType", "sha256", "size", "status")
                .isEqualTo(before);
        assertThat(after)
                .extracting(File::url, File::objectKey, File::sha256, File::size, File::status, File::isStored)
                .containsExactly("http://s3/b/k", "k", "ab12", 6L, FileStatus.STORED, true);
    }

    @Test
    void keepTheKeyOfAFileThatFailed() {
        File after = SampleEvents.file("501", "cat.png").notStored(FileStatus.FAILED, "k", "the CDN answered 404");

        assertThat(after)
                .extracting(File::url, File::objectKey, File::sha256, File::size, File::status, File::reason)
                .containsExactly(null, "k", null, 5L, FileStatus.FAILED, "the CDN answered 404");
        assertThat(after.isStored()).isFalse();
    }

    @Test
    void neverFailAFileWithoutAReason() {
        assertThatThrownBy(() -> SampleEvents.file("1", "a").notStored(FileStatus.FAILED, "k", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("why");
    }

    @Test
    void linkToAMessageInAGuildAndInADirectMessage() {
        assertThat(SampleEvents.message().messageUrl())
                .isEqualTo("https://discord.com/channels/5/77/1180424242424242424");
        MessageCreated direct = new MessageCreated(
                "9",
                Instant.EPOCH,
                null,
                0,
                0,
                "",
                "8",
                null,
                null,
                null,
                null,
                "7",
                "Ada",
                "ada",
                false,
                null,
                null,
                null,
                List.of(),
                List.of(),
                false,
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                null,
                "",
                null,
                null,
                null,
                null);
        assertThat(direct.messageUrl()).isEqualTo("https://discord.com/channels/@me/8/9");
    }

    @Test
    void haveNamesInKebabCase() {
        assertThat(EventType.names().split(", "))
                .hasSize(EventType.values().length)
                .doesNotHaveDuplicates();
        assertThat(EventType.values())
                .allSatisfy(type -> assertThat(type.eventName()).matches("[a-z]+(-[a-z]+)*"));
        assertThat(EventType.named("message-created")).contains(EventType.MESSAGE_CREATED);
        assertThat(EventType.named("MESSAGE_CREATED")).isEmpty();
    }

    @Test
    void knowTheirKind() {
        GatewayReady ready = new GatewayReady(Instant.EPOCH, "42", "bridge", 1);

        assertThat(SampleEvents.message().type()).isEqualTo(EventType.MESSAGE_CREATED);
        assertThat(SampleEvents.command().type()).isEqualTo(EventType.COMMAND);
        assertThat(ready.type()).isEqualTo(EventType.READY);
        assertThat(ready.channelId()).isNull();
        assertThat(ready.guildId()).isNull();
    }
}
