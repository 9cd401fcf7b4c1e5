package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Guild;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Channels by name: where operations go, and what filters name. */
@Timeout(120)
@ResourceLock("log of NamedChannelsTest")
class NamedChannelsTest extends ProducerStage {
    @Test
    void aCopyGoesWhereTheEndpointSaysWhateverTheHeaderSays() throws Exception {
        Channel archive = home.addTextChannel("archive");
        listening();
        doing("discord:send-message?channel=archive&channelId=" + id(general));
        awaitGuilds("archive");
        done("to the archive", Map.of(DiscordConstants.CHANNEL_ID, id(general)));
        done(Map.of("content", "this too", "channel_id", id(general)));

        assertThat(archive.messages())
                .extracting(message -> message.content())
                .containsExactly("to the archive", "this too");
        assertThat(general.messages()).isEmpty();
    }

    @Test
    void aNameMayHaveAHashSignAGuildOrBeAnId() throws Exception {
        Guild away = discord.addGuild("Away");
        Channel there = away.addTextChannel("general");
        Channel archive = home.addTextChannel("archive");
        listening();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:hash").to("discord:send-message?channel=%23archive");
                from("direct:guild").to("discord:send-message?channel=Away/general");
                from("direct:id").to("discord:send-message?channel=" + id(general));
            }
        });
        doing("discord:send-message?channel=general");
        awaitGuilds("Away/general");
        awaitGuilds("archive");
        for (String where : new String[] {"hash", "guild", "id"}) {
            context.createProducerTemplate().sendBody("direct:" + where, where);
        }

        assertThat(archive.messages()).hasSize(1);
        assertThat(there.messages()).hasSize(1);
        assertThat(general.messages()).hasSize(1);
        refused("x", IllegalArgumentException.class)
                .hasMessage(
                        "There are 2 channels 'general' that the bot sees, in Away, Home. Write GUILD/NAME, or the id");
    }

    @Test
    void namesThatNothingHasAreToldOnceItIsConnected() throws Exception {
        home.addRole("keeper");
        try (CapturedLog consumers = CapturedLog.of(DiscordConsumer.class.getName(), Level.WARN);
                CapturedLog producers = CapturedLog.of(DiscordProducer.class.getName(), Level.WARN)) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("discord:message-created?channels=general,picturez,123456789012345678&guilds=Home,Hom"
                                    + "&roles=keeper,keepers")
                            .routeId("mine")
                            .to("log:out");
                }
            });
            doing("discord:send-message?channel=archiv");

            await().atMost(SOON)
                    .until(() -> consumers.messages(UNSEEN).size() == 3
                            && producers.messages(UNSEEN).size() == 1);
            assertThat(consumers.messages(UNSEEN))
                    .containsExactly(
                            told("guild", "Hom", "guilds"),
                            told("channel", "picturez", "channels"),
                            told("role", "keepers", "roles"));
            assertThat(producers.messages(UNSEEN))
                    .containsExactly(
                            "discord:send-message: There is no channel 'archiv' that the bot sees at the moment. Correct the"
                                    + " name, or let the bot see it");
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("discord:typing?channels=later").routeId("late").to("log:out");
                }
            });
            await().atMost(SOON).until(() -> consumers.messages(UNSEEN).size() == 4);
            assertThat(consumers.messages(UNSEEN))
                    .endsWith(told("channel", "later", "channels").replace("mine", "late"));
        }
    }

    private void awaitGuilds(String channel) {
        DiscordComponent component = context.getComponent("discord", DiscordComponent.class);
        await().atMost(SOON)
                .until(() -> component.ownSession().calls().channels().isChannel(channel));
    }

    /** In what is told of names; other test classes make consumers and producers as well. */
    private static final String UNSEEN = "that the bot sees at the moment";

    private static String told(String noun, String name, String option) {
        return "Route mine: there is no " + noun + " '" + name + "' that the bot sees at the moment, and " + option
                + " lets nothing pass for it. Correct the name, or let the bot see it";
    }

    /** A session without intents would know no guilds. */
    private void listening() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("discord:channel-created").to("log:out");
            }
        });
    }
}
