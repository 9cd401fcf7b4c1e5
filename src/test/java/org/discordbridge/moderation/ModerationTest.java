package org.discordbridge.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ModerationTest {
    private static final long MODERATE_MEMBERS = 1L << 40;
    private static final long MANAGE_MESSAGES = 1L << 13;
    private static final String CARD = """
            **same-text** (high)
            The same text in 2 channels within 4 s by one person.
            By: <@11> <@12>
            <https://discord.com/channels/1/21/31>
            <https://discord.com/channels/1/22/32>
            <https://discord.com/channels/1/21/33>""";

    private final Moderation moderation = new Moderation();

    ModerationTest() {
        moderation.setChannelId("7");
    }

    @Test
    void timesOutWhoDidItWithTheNameOfWhoDecided() {
        List<Map<String, Object>> made = press("moderate-timeout", CARD, MODERATE_MEMBERS);

        assertThat(made).hasSize(3);
        assertThat(made.get(0))
                .containsEntry("operation", "timeout-member")
                .containsEntry("guild_id", "1")
                .containsEntry("user_id", "11")
                .containsEntry("timeout_seconds", 3600L)
                .containsEntry("reason", "Rule same-text, decided by ada (9)")
                .containsEntry("uuid", "5/timeout/11");
        assertThat(made.get(1)).containsEntry("user_id", "12");
        assertThat(made.get(2))
                .containsEntry("operation", "edit-message")
                .containsEntry("message_id", "5")
                .containsEntry("channel_id", "7")
                .containsEntry("content", CARD + "\nTimed out by <@9>");
        assertThat(made.get(2).get("components_json").toString())
                .contains("moderate-delete", "moderate-ignore")
                .doesNotContain("moderate-timeout");
    }

    @Test
    void deletesTheMessagesOfEachChannelTogether() {
        List<Map<String, Object>> made = press("moderate-delete", CARD + "\nTimed out by <@9>", MANAGE_MESSAGES);

        assertThat(made).hasSize(3);
        assertThat(made.get(0))
                .containsEntry("operation", "delete-message")
                .containsEntry("channel_id", "21")
                .containsEntry("message_ids", List.of("31", "33"));
        assertThat(made.get(1)).containsEntry("channel_id", "22").containsEntry("message_ids", List.of("32"));
        assertThat(made.get(2)).containsEntry("components_json", "[]");
    }

    @Test
    void doesNothingTwice() {
        assertThat(press("moderate-timeout", CARD + "\nTimed out by <@9>", MODERATE_MEMBERS))
                .isEmpty();
        // who decided before is none of those it is about
        assertThat(press("moderate-delete", CARD + "\nTimed out by <@9>", MANAGE_MESSAGES)
                        .toString())
                .doesNotContain("user_id");
    }

    @Test
    void ignoresAndTakesTheButtonsAway() {
        assertThat(press("moderate-ignore", CARD, MANAGE_MESSAGES))
                .singleElement()
                .satisfies(edit -> assertThat(edit)
                        .containsEntry("components_json", "[]")
                        .containsEntry("content", CARD + "\nIgnored by <@9>"));
    }

    @Test
    void refusesWhoMayNot() {
        for (String button : List.of("moderate-timeout", "moderate-delete", "moderate-ignore")) {
            long others = "moderate-timeout".equals(button) ? MANAGE_MESSAGES : MODERATE_MEMBERS;
            assertThat(press(button, CARD, others))
                    .singleElement()
                    .satisfies(refusal -> assertThat(refusal)
                            .containsEntry("interaction_token", "token")
                            .containsEntry("flags", 64L)
                            .doesNotContainKey("operation"));
            assertThat(press(button, CARD, 1L << 3))
                    .hasSizeGreaterThanOrEqualTo(1)
                    .noneMatch(record -> record.containsKey("flags"));
        }
        assertThat(press("moderate-everything", CARD, -1)).isEmpty();
    }

    @Test
    void aPermissionDoesNotCountInAnotherServer() {
        String card = CARD.replace("channels/1/", "channels/2/");
        for (String button : List.of("moderate-timeout", "moderate-delete")) {
            assertThat(press(button, card, 1L << 3))
                    .singleElement()
                    .satisfies(refusal -> assertThat(refusal)
                            .containsEntry("flags", 64L)
                            .containsEntry(
                                    "content",
                                    "This happened in another server, where what you may do here does not count.")
                            .doesNotContainKey("operation"));
        }
        assertThat(press("moderate-ignore", card, MANAGE_MESSAGES))
                .singleElement()
                .satisfies(edit -> assertThat(edit).containsEntry("operation", "edit-message"));
    }

    @Test
    void aCardOfManyFitsIntoOneMessage() throws Exception {
        String id = "9".repeat(20);
        Schema message = new Schema.Parser()
                .parse(Files.readString(Path.of("schemas/alert.avsc")))
                .getField("messages")
                .schema()
                .getElementType();
        GenericRecord one = new GenericRecordBuilder(message)
                .set("message_id", id)
                .set("channel_id", id)
                .set("user_id", id)
                .set("url", "https://discord.com/channels/" + id + "/" + id + "/" + id)
                .build();
        AlertCard card = AlertCard.of(Map.of(
                "rule", "r".repeat(64),
                "severity", "medium",
                "summary", "s".repeat(200),
                "user_ids", Collections.nCopies(100, id),
                "messages", Collections.nCopies(100, one)));
        String done = card.with(ModeratorAction.TIMEOUT, "<@" + id + ">")
                .with(ModeratorAction.DELETE, "<@" + id + ">")
                .text();

        assertThat(done.length()).isLessThanOrEqualTo(2000);
        assertThat(card.text())
                .contains(" and 80 more\n")
                .endsWith("\nand 90 more messages, which the buttons do not reach");
        assertThat(card.people()).hasSize(20);
        assertThat(card.messages())
                .hasEntrySatisfying(id, messages -> assertThat(messages).hasSize(10));
    }

    private List<Map<String, Object>> press(String button, String card, long permissions) {
        String raw = """
                {"id": "4", "channel_id": "7", "guild_id": "1",
                 "message": {"id": "5", "content": "%s"},
                 "member": {"permissions": "%d", "user": {"id": "9", "username": "ada"}}}
                """.formatted(card.replace("\n", "\\n"), permissions);
        return moderation.pressed(button, "token", raw);
    }
}
