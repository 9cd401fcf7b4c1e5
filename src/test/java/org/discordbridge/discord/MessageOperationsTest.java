package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Message;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.event.File;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.simulator.MessageDraft;
import org.discordbridge.simulator.Upload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MessageOperationsTest extends ProducerStage {
    @Test
    void getMessageReadsIt() throws Exception {
        var posted = general.post(ada, MessageDraft.text("hello").attach(Upload.of("cat.png", "image/png", new byte[] {
            1, 2, 3
        })));
        doing("discord:get-message");
        Message message =
                done(null, Map.of(DiscordConstants.CHANNEL_ID, id(general), DiscordConstants.MESSAGE_ID, id(posted)));

        MessageCreated read = message.getBody(MessageCreated.class);
        assertThat(read.content()).isEqualTo("hello");
        assertThat(read.messageId()).isEqualTo(id(posted));
        assertThat(read.guildId()).isEqualTo(id(home));
        assertThat(read.guildName()).isEqualTo("Home");
        assertThat(read.channelName()).isEqualTo("general");
        assertThat(read.files())
                .extracting(File::id, File::filename, File::size)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        String.valueOf(posted.attachments().get(0).id()), "cat.png", 3L));
        assertThat(message.getHeaders())
                .containsEntry(DiscordConstants.CHANNEL_ID, id(general))
                .containsEntry(DiscordConstants.MESSAGE_ID, id(posted))
                .containsEntry(DiscordConstants.AUTHOR_ID, String.valueOf(ada.id()));
    }

    @Test
    void getMessageTakesTheGuildOfAnUnknownChannelFromTheHeader() throws Exception {
        var direct = discord.directChannel(ada);
        var posted = direct.post(ada, "between us");
        doing("discord:get-message?channelId=" + id(direct) + "&messageId=" + id(posted));

        assertThat(done(null).getBody(MessageCreated.class).guildId()).isNull();
        assertThat(done(null, Map.of(DiscordConstants.GUILD_ID, "4711"))
                        .getBody(MessageCreated.class)
                        .guildId())
                .isEqualTo("4711");
    }

    @Test
    void getMessageTakesTheIdsOfTheBodyBeforeThoseOfTheHeaders() throws Exception {
        var posted = general.post(ada, "this one");
        doing("discord:get-message?channelId=1&messageId=2");
        Message message = done(
                Map.of("channel_id", id(general), "message_id", id(posted)),
                Map.of(DiscordConstants.CHANNEL_ID, "3", DiscordConstants.MESSAGE_ID, "4"));

        assertThat(message.getBody(MessageCreated.class).content()).isEqualTo("this one");
    }

    @Test
    void getMessageSaysThatItIsGone() throws Exception {
        var posted = general.post(ada, "soon gone");
        posted.delete();
        doing("discord:get-message?channelId=" + id(general));

        refused(Map.of("message_id", id(posted)), 404, 10008);
        refused(Map.of("message_id", id(posted)), DiscordException.class)
                .hasMessage("Discord refused to read message " + id(posted) + " in channel " + id(general)
                        + ": Unknown Message (404, code 10008)");
        refused(null, IllegalArgumentException.class)
                .hasMessage("There is no message for get-message: neither message_id of the body, nor header"
                        + " CamelDiscordMessageId, nor option messageId is set");
    }
}
