package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.discordbridge.discord.operation.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies that say what to do. */
@Timeout(120)
class OperationFromBodyTest extends ProducerStage {
    @Test
    void theBodySaysItIfItMay() throws Exception {
        doing("discord:send-message?operationFromBody=true&channelId=" + id(general));
        var posted = general.post(ada, "nice");
        done(Map.of("operation", "add-reaction", "message_id", id(posted), "emoji", "👍"));
        done(Map.of("content", "usual"));
        done(Map.of("content", "usual again", "operation", ""));

        assertThat(posted.json().path("reactions")).hasSize(1);
        assertThat(general.messages())
                .extracting(shown -> shown.content())
                .containsExactly("nice", "usual", "usual again");
        refused(Map.of("operation", "delete-guild", "content", "x"), IllegalArgumentException.class)
                .hasMessage("Operation 'delete-guild' is not known: operations are send-message, reply, edit-message,"
                        + " delete-message, add-reaction, remove-reaction, send-typing, pin, create-thread, create-post,"
                        + " archive-thread, open-dm, send-webhook, create-poll, get-message, get-history, get-channel,"
                        + " get-member, add-role, remove-role, timeout-member, reply-interaction,"
                        + " open-modal");
    }

    @Test
    void theBodySaysNothingElsewhere() throws Exception {
        doing("discord:send-message?channelId=" + id(general));
        var posted = general.post(ada, "nice");
        done(Map.of("operation", "delete-message", "message_id", id(posted), "content", "x"));

        assertThat(posted.deleted()).isFalse();
        general.awaitMessage("x", SOON);
    }

    @Test
    void theCatalogNamesEveryOperation() throws Exception {
        String catalog =
                Files.readString(Path.of("src/generated/resources/META-INF/org/discordbridge/discord/discord.json"));
        String page = Files.readString(Path.of("src/main/docs/discord-component.adoc"));

        for (Operation operation : Operation.values()) {
            assertThat(catalog).contains(operation.toString());
            assertThat(page).contains("| `" + operation + "` |");
        }
    }
}
