package org.discordbridge.discord.session.read;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.SessionController;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.call.MessageCalls;
import org.discordbridge.discord.session.rest.BanGuard;
import org.discordbridge.discord.session.rest.Rest;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.MessageDraft;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A page of history of which something cannot be read. */
@Simulated
@Timeout(120)
class MessagePageTest {
    DiscordSimulator discord;
    private Guild home;
    private Channel general;
    private User ada;
    private JDA jda;

    @BeforeEach
    void script() {
        home = discord.addGuild("Home");
        general = home.addTextChannel("general");
        ada = discord.addUser("Ada");
    }

    private void connect() throws Exception {
        SessionController controller = new SessionControllerAdapter() {
            @Override
            public String getGateway() {
                return discord.gatewayUrl();
            }
        };
        jda = JDABuilder.createLight(discord.token(), GatewayIntent.GUILD_MESSAGES, GatewayIntent.MESSAGE_CONTENT)
                .setRestConfig(new RestConfig().setBaseUrl(discord.apiUrl()))
                .setSessionController(controller)
                .build();
        jda.awaitReady();
    }

    @AfterEach
    void disconnect() {
        jda.shutdownNow();
    }

    @Test
    void hasWhatCanBeReadAndSaysWhatThereWas() throws Exception {
        Message first = general.post(ada, "first");
        Message lost = general.post(ada, MessageDraft.text("secret").field("id", "soon"));
        Message nobody = general.post(ada, MessageDraft.text("whose").field("author", null));
        Message elsewhere =
                general.post(ada, MessageDraft.text("where").field("channel_id", Map.of("secret", "place")));
        try (CapturedLog log = CapturedLog.of("org.discordbridge.discord.session", Level.WARN)) {
            MessagePage page = page();

            assertThat(page.messages())
                    .extracting(MessageCreated::messageId)
                    .containsExactly(String.valueOf(nobody.id()), String.valueOf(first.id()));
            assertThat(page.size()).isEqualTo(4);
            assertThat(page.lastId()).isEqualTo(elsewhere.id());
            MessageCreated whose = page.messages().get(0);
            assertThat(whose.content()).isEqualTo("whose");
            assertThat(whose.authorId()).isEmpty();
            assertThat(whose.authorName()).isEmpty();
            assertThat(whose.authorUsername()).isEmpty();
            assertThat(whose.authorIsBot()).isFalse();
            assertThat(whose.userId()).isNull();
            assertThat(whose.guildId()).isEqualTo(String.valueOf(home.id()));
            assertThat(log.messages("Message "))
                    .filteredOn(line -> Stream.of(elsewhere.id(), nobody.id(), general.id())
                            .anyMatch(id -> line.contains(String.valueOf(id))))
                    .containsExactlyInAnyOrder(
                            "Message " + elsewhere.id()
                                    + " in channel unknown is lost: channel_id is an object and not an id",
                            "Message " + nobody.id() + " comes without what cannot be read of it: author is null",
                            "Message without id in channel " + general.id() + " is lost: id is no id of 64 bits");
            assertThat(log.text()).doesNotContain("secret", "\tat ");
        }
        assertThat(lost.id()).isBetween(first.id(), nobody.id());
    }

    @Test
    void ofNothingIsEmpty() throws Exception {
        assertThat(page()).isEqualTo(new MessagePage(List.of(), 0, 0));
    }

    @Test
    void isAllThatHistoryHas() throws Exception {
        general.post(ada, "first");
        general.post(ada, MessageDraft.text("lost").field("id", null));

        assertThat(messages()
                        .history(String.valueOf(general.id()), Map.of(), null)
                        .get())
                .extracting(MessageCreated::content)
                .containsExactly("first");
    }

    private MessagePage page() throws Exception {
        return messages()
                .page(String.valueOf(general.id()), Map.of("limit", "100"), null)
                .get();
    }

    /** Once everything was written: JDA's own handlers, which the bridge does not use, would log it. */
    private MessageCalls messages() throws Exception {
        connect();
        Shards shards = new Shards(jda);
        shards.add(new Shard(0, 1), jda);
        NameLookup places = new NameLookup(shards);
        Rest rest = new Rest(jda, new BanGuard(1_000, Duration.ofSeconds(10), Clock.systemUTC()));
        return new MessageCalls(rest, new RestMessages(new MessageJson(places)), "1", null);
    }
}
