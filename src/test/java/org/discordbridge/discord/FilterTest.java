package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.EventType;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Entity;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that let only some events pass. */
@Simulated
@Timeout(120)
class FilterTest {
    DiscordSimulator discord;
    private Guild home;
    private Guild away;
    private Channel general;
    private Channel other;
    private User ada;
    private User ben;
    private ComponentStage stage;

    @BeforeEach
    void script() {
        home = discord.addGuild("Home");
        away = discord.addGuild("Away");
        general = home.addTextChannel("general");
        other = home.addTextChannel("other");
        ada = discord.addUser("Ada");
        ben = discord.addUser("Ben");
        stage = new ComponentStage(discord);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    guilds=Away                  | away
                    guilds=@away                 | away
                    guilds=Away,Home             | general,thread,other,ben,away
                    channels=general             | general,thread,ben
                    channels=#general            | general,thread,ben
                    channels=@general,@other     | general,thread,other,ben
                    channels=side                | thread
                    users=ben                    | ben
                    users=@ben,nobody            | ben
                    prefix=th                    | thread,there
                    contentPattern=^.[et]h?      | general,other,ben
                    contentPattern=[a-z]{6,}     | general,thread
                    directMessages=only          | there
                    directMessages=exclude       | general,thread,other,ben,away
                    directMessages=include       | general,thread,other,ben,away,there
                    channels=general&users=ada   | general,thread
                    """)
    void letsPass(String options, String expected) throws Exception {
        stage.route("discord:message-created?"
                        + options.replace("@away", "" + away.id())
                                .replace("@general", "" + general.id())
                                .replace("@other", "" + other.id())
                                .replace("@ben", "" + ben.id())
                                .replace("#", "%23")
                                .replace("^", "%5E")
                                .replace("[", "%5B")
                                .replace("]", "%5D")
                                .replace("{", "%7B")
                                .replace("}", "%7D")
                                .replace("?", "%3F"))
                .start();
        general.post(ada, "general");
        general.addThread("side").post(ada, "thread");
        other.post(ada, "other");
        general.post(ben, "ben");
        away.addTextChannel("general-of-away").post(ada, "away");
        discord.directMessage(ada, "there");

        assertThat(stage.await(expected.split(",").length))
                .extracting(DiscordEvent::content)
                .containsExactlyInAnyOrder(expected.split(","));
    }

    @Test
    void letsPassWhoHasARole() throws Exception {
        Entity keeper = home.addRole("keeper");
        Entity guest = home.addRole("guest");
        home.members().setRoles(ada, keeper);
        home.members().setRoles(ben, guest);
        stage.route("discord:message-created?roles=@keeper", "by-name")
                .route("discord:message-created?roles=" + guest.id(), "by-id")
                .start();
        general.post(ada, "from ada");
        general.post(ben, "from ben");
        general.post(discord.addUser("Cleo"), "from cleo");
        discord.directMessage(ada, "from ada in private");

        assertThat(stage.await(2)).extracting(DiscordEvent::content).containsExactlyInAnyOrder("from ada", "from ben");
        assertThat(stage.out.getExchanges())
                .extracting(exchange -> exchange.getFromRouteId() + " "
                        + exchange.getMessage().getBody(DiscordEvent.class).content())
                .containsExactlyInAnyOrder("by-name from ada", "by-id from ben");
    }

    @Test
    void looksAtWhatWasDeleted() throws Exception {
        stage.route("discord:message-edited,message-deleted?prefix=!").start();
        general.post(ada, "no").delete();
        general.post(ada, "!no").edit("yes").delete();
        general.post(ada, "no").edit("!yes").delete();

        assertThat(stage.await(2))
                .extracting(DiscordEvent::type)
                .containsExactly(EventType.MESSAGE_EDITED, EventType.MESSAGE_DELETED);
    }

    @Test
    void asksForNoIntentThatItDoesNotNeed() throws Exception {
        stage.route("discord:reaction-*?directMessages=exclude").start();
        assertThat(stage.intents()).containsExactly("GUILDS", "GUILD_MESSAGE_REACTIONS");
    }

    @Test
    void asksForNothingOfGuildsIfItWantsDirectMessagesOnly() throws Exception {
        stage.route("discord:typing?directMessages=only").start();
        general.typing(ada);
        discord.directChannel(ada).typing(ada);

        assertThat(stage.await(1)).extracting(DiscordEvent::guildId).containsExactly((String) null);
        assertThat(stage.intents()).containsExactly("DIRECT_MESSAGE_TYPING", "GUILDS");
    }

    @Test
    void saysWhichOptionIsNotUnderstood() {
        assertThatThrownBy(
                        () -> stage.route("discord:typing?directMessages=never").start())
                .rootCause()
                .hasMessage("discord:typing is not possible: directMessages 'never' is not understood: it is"
                        + " include, exclude or only");
        ComponentStage another = new ComponentStage(discord);
        assertThatThrownBy(
                        () -> another.route("discord:typing?contentPattern=(a").start())
                .rootCause()
                .hasMessage("from: discord:typing is not possible: contentPattern '(a' is not a regular expression:"
                        + " Unclosed group near index 2");
        another.close();
    }
}
