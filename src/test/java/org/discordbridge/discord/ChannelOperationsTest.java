package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Permission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ChannelOperationsTest extends ProducerStage {
    @Test
    void getChannelReadsIt() throws Exception {
        doing("discord:get-channel");

        assertThat(fields(done(Map.of("channel_id", id(general)))))
                .containsEntry("id", id(general))
                .containsEntry("name", "general")
                .containsEntry("guild_id", id(home))
                .containsEntry("type", 0);
        refused(Map.of("channel_id", "12345"), 404, 10003);
        general.deny(Permission.VIEW_CHANNEL);
        refused(Map.of("channel_id", id(general)), 403, 50001);
    }

    @Test
    void sendTypingShowsTheBotTyping() throws Exception {
        doing("discord:send-typing?channelId=" + id(general));
        assertThat(done("as it was").getBody()).isEqualTo("as it was");

        assertThat(called("POST", "/channels/" + id(general) + "/typing").status())
                .isEqualTo(204);
        general.deny(Permission.SEND_MESSAGES);
        refused("", 403, 50013);
    }

    @Test
    void createThreadStartsTheThreadOfAMessage() throws Exception {
        doing("discord:create-thread?threadName=Cats&reason=order");
        var posted = general.post(ada, "cats!");
        Map<String, Object> headers =
                Map.of(DiscordConstants.CHANNEL_ID, id(general), DiscordConstants.MESSAGE_ID, id(posted));
        Message message = done(null, headers);

        assertThat(message.getHeader(DiscordConstants.THREAD_ID)).isEqualTo(id(posted));
        assertThat(message.getHeader(DiscordConstants.CHANNEL_ID)).isEqualTo(id(general));
        assertThat(fields(message)).containsEntry("name", "Cats").containsEntry("parent_id", id(general));
        assertThat(posted.json().path("thread").path("name").asText()).isEqualTo("Cats");
        Channel thread = thread("Cats");
        assertThat(thread.id()).isEqualTo(posted.id());
        assertThat(called("POST", "/channels/*/messages/*/threads").header("x-audit-log-reason"))
                .contains("order");

        refused(Map.of("channel_id", id(general), "message_id", id(posted)), 400, 160004);
        refused(Map.of("channel_id", id(general), "message_id", "12345"), 404, 10008);
    }

    /** A record that is read again must not end as a dead letter only since it was done already. */
    @Test
    void createThreadGivesTheThreadThatIsThereIfItMayBeARepetition() throws Exception {
        doing("discord:create-thread?threadName=Cats&channelId=" + id(general));
        var posted = general.post(ada, "cats!");
        Map<String, Object> headers =
                Map.of(DiscordConstants.MESSAGE_ID, id(posted), DiscordConstants.IDENTITY, "t-0-1");
        done(null, headers);
        Message again = done(null, headers);

        assertThat(again.getHeader(DiscordConstants.THREAD_ID)).isEqualTo(id(posted));
        assertThat(fields(again)).containsEntry("name", "Cats");
        assertThat(home.channels()).hasSize(2);
    }

    @Test
    void createThreadStartsOneWithoutAMessage() throws Exception {
        doing("discord:create-thread?channelId=" + id(general));
        Message message = done(Map.of("thread_name", "Dogs", "auto_archive_duration", 60));
        done(Map.of("thread_name", "Secret dogs", "type", 12, "invitable", false));

        Channel thread = thread("Dogs");
        assertThat(thread.type()).isEqualTo(11);
        assertThat(message.getHeader(DiscordConstants.THREAD_ID)).isEqualTo(id(thread));
        assertThat(thread.json()
                        .path("thread_metadata")
                        .path("auto_archive_duration")
                        .asInt())
                .isEqualTo(60);
        assertThat(thread("Secret dogs")
                        .json()
                        .path("thread_metadata")
                        .path("invitable")
                        .asBoolean(true))
                .isFalse();
        refused(Map.of("thread_name", "x".repeat(101)), 400, 50035);
        refused(Map.of("thread_name", "x", "auto_archive_duration", 61), 400, 50035);
        refused(Map.of(), IllegalArgumentException.class)
                .hasMessage("There is no name for create-thread: neither thread_name of the body, nor option threadName"
                        + " is set");
        general.deny(Permission.CREATE_PUBLIC_THREADS);
        refused(Map.of("thread_name", "No dogs"), 403, 50013);
    }

    @Test
    void archiveThreadArchivesAndLocks() throws Exception {
        Channel thread = general.addThread("done with");
        doing("discord:archive-thread?threadId=" + id(thread));
        Message message = done(null);

        assertThat(message.getHeader(DiscordConstants.THREAD_ID)).isEqualTo(id(thread));
        assertThat(metadata(thread, "archived")).isTrue();
        assertThat(metadata(thread, "locked")).isFalse();
        assertThat(called("PATCH", "/channels/*").body().toString()).isEqualTo("{\"archived\":true}");
        done(Map.of("archived", false));
        assertThat(metadata(thread, "archived")).isFalse();
        done(Map.of("locked", true));
        assertThat(metadata(thread, "locked")).isTrue();
        refused(Map.of("thread_id", "12345"), 404, 10003);
        home.deny(Permission.MANAGE_THREADS);
        refused(Map.of(), 403, 50013);
    }

    @Test
    void openDirectMessagesThenSend() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:greet")
                        .to("discord:open-dm")
                        .setBody(constant("hello"))
                        .to("discord:send-message");
            }
        });
        doing("discord:open-dm");
        context.createProducerTemplate().requestBodyAndHeader("direct:greet", null, DiscordConstants.USER_ID, id(ada));

        Channel direct = discord.directChannel(ada);
        assertThat(direct.awaitMessage("hello", SOON).author()).isEqualTo(discord.bot());
        Message message = done(Map.of("user_id", id(ada)));
        assertThat(message.getHeader(DiscordConstants.CHANNEL_ID)).isEqualTo(id(direct));
        assertThat(fields(message)).containsEntry("type", 1);
        refused(Map.of("user_id", "12345"), 404, 10013);
    }

    private Channel thread(String name) {
        return home.channels().stream()
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static boolean metadata(Channel thread, String field) {
        return thread.json().path("thread_metadata").path(field).asBoolean();
    }

    private static Map<String, Object> fields(Message message) {
        return assertThat(message.getBody())
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .actual();
    }
}
