package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.event.CommandInvoked;
import org.discordbridge.event.EventType;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Interaction;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that routes declare: what Discord is told, and who gets them. */
@Order(3)
@Timeout(120)
@ResourceLock("log of CommandBook")
class CommandsTest extends InteractionStage {
    private static final String PUT = "/applications/*/commands";
    private static final String ROLL =
            "discord:command?name=roll&description=Rolls&options=sides:integer!:Sides&definition=RAW("
                    + "{\"default_member_permissions\":\"32\",\"contexts\":[0],"
                    + "\"name_localizations\":{\"de\":\"wuerfeln\"},"
                    + "\"options\":[{\"name\":\"sides\",\"min_value\":2,\"max_value\":100}]})";

    @Test
    void routesShareACommandBySubCommands() throws Exception {
        serving("colour", "discord:command?name=settings/theme/colour&description=Sets it&options=value:string!:Which");
        serving("reset", "discord:command?name=settings/reset&description=Forgets all");
        serving("ask", "discord:command?name=ask&description=Asks&options=size:integer:Size{Small=1|Large=2}");
        startWith(2);

        Interaction used = discord.slashCommand(ada, general, "settings theme colour", Map.of("value", "red"));
        Exchange exchange = taken("colour", 1);

        assertThat(used.deferred()).isTrue();
        CommandInvoked command = exchange.getMessage().getBody(CommandInvoked.class);
        assertThat(command.command()).isEqualTo("settings/theme/colour");
        assertThat(command.options()).containsExactly(Map.entry("value", "red"));
        assertThat(command.content()).isEqualTo("red");
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(DiscordConstants.COMMAND, "settings/theme/colour")
                .containsEntry(DiscordConstants.INTERACTION_ID, String.valueOf(used.id()))
                .containsEntry(DiscordConstants.INTERACTION_TOKEN, used.token())
                .containsEntry(DiscordConstants.INTERACTION_DEADLINE, command.interactionDeadline())
                .containsEntry(DiscordConstants.AUTHOR_ID, id(ada));
        discord.slashCommand(ada, general, "settings reset", Map.of());
        taken("reset", 1);
        discord.slashCommand(ada, general, "ask", Map.of("size", 2));
        assertThat(taken("ask", 1).getMessage().getBody(CommandInvoked.class).options())
                .containsEntry("size", "2");
        assertThat(takenBy("colour")).isEqualTo(1);
        assertThat(discord.calls("PUT", PUT)).hasSize(1);
    }

    @Test
    void menusOfUsersAndMessagesHaveCommands() throws Exception {
        serving("who", "discord:user-command?name=Who is this?");
        serving("quote", "discord:message-command?name=Quote&ephemeral=true");
        startWith(2);
        User bob = discord.addUser("Bob");
        Message said = general.post(bob, "wise words");

        discord.userCommand(ada, general, "Who is this?", bob);
        Interaction quoted = discord.messageCommand(ada, "Quote", said);

        Exchange who = taken("who", 1);
        CommandInvoked asked = who.getMessage().getBody(CommandInvoked.class);
        assertThat(asked.type()).isEqualTo(EventType.USER_COMMAND);
        assertThat(asked.targetId()).isEqualTo(id(bob));
        assertThat(asked.targetName()).isEqualTo("Bob");
        assertThat(asked.messageId()).isNull();
        assertThat(asked.userId()).isEqualTo(id(ada));
        assertThat(who.getMessage().getHeader(DiscordConstants.TARGET_ID)).isEqualTo(id(bob));
        Exchange quote = taken("quote", 1);
        CommandInvoked invoked = quote.getMessage().getBody(CommandInvoked.class);
        assertThat(invoked.type()).isEqualTo(EventType.MESSAGE_COMMAND);
        assertThat(invoked.content()).isEqualTo("wise words");
        assertThat(invoked.messageId()).isEqualTo(id(said));
        assertThat(quote.getMessage().getHeader(DiscordConstants.MESSAGE_ID)).isEqualTo(id(said));
        assertThat(quoted.callback().orElseThrow().path("data").path("flags").asInt())
                .isEqualTo(64);
    }

    @Test
    void aDefinitionSaysTheRest() throws Exception {
        serving("roll", ROLL);
        startWith(1);

        var registered = discord.commands().get(0);
        assertThat(registered.path("default_member_permissions").asText()).isEqualTo("32");
        assertThat(registered.path("contexts").toString()).isEqualTo("[0]");
        assertThat(registered.path("name_localizations").path("de").asText()).isEqualTo("wuerfeln");
        assertThat(registered.path("options").path(0).path("max_value").asInt()).isEqualTo(100);
        assertThatThrownBy(() -> discord.slashCommand(ada, general, "roll", Map.of("sides", 1)))
                .hasMessageContaining("would not let anybody enter 1");
        // and the same is not registered again
        context.stop();
        try (ComponentStage again =
                new ComponentStage(discord).route(ROLL, "roll").start()) {
            discord.awaitCalls(2, "GET", PUT, SOON);
            discord.slashCommand(ada, general, "roll", Map.of("sides", 6));
            again.await(1);
        }
        assertThat(discord.calls("PUT", PUT)).hasSize(1);
    }

    @Test
    void areRegisteredInGuildsOnlyIfToldSo() throws Exception {
        Guild other = discord.addGuild("Other");
        serving("here", "discord:command?name=here&description=Here&commandGuilds=" + id(home));
        serving("both", "discord:command?name=both&description=Both&commandGuilds=" + id(home) + "," + id(other));
        context.start();
        Awaitility.await()
                .atMost(SOON)
                .until(() -> discord.commands(home).size() == 2
                        && discord.commands(other).size() == 1);

        assertThat(discord.commands()).isEmpty();
        // commands of everywhere may be somebody else's
        assertThat(discord.calls("*", PUT)).isEmpty();
        discord.slashCommand(ada, general, "here", Map.of());
        discord.slashCommand(ada, other.addTextChannel("far"), "both", Map.of());
        taken("here", 1);
        taken("both", 1);
    }

    @Test
    void theSameNameMayBeServedByAnotherRouteElsewhere() throws Exception {
        Guild other = discord.addGuild("Other");
        serving("first", "discord:command?name=x&description=One&commandGuilds=" + id(home));
        serving("second", "discord:command?name=x&description=Two&commandGuilds=" + id(other));
        context.start();
        Awaitility.await()
                .atMost(SOON)
                .until(() -> discord.commands(home).size() == 1
                        && discord.commands(other).size() == 1);

        discord.slashCommand(ada, other.addTextChannel("far"), "x", Map.of());
        taken("second", 1);
        discord.slashCommand(ada, general, "x", Map.of());
        taken("first", 1);
        assertThat(takenBy("second")).isEqualTo(1);
    }

    @Test
    void followTheEditOfARoute() throws Exception {
        serving("a", "discord:command?name=a&description=A");
        serving("b", "discord:command?name=b&description=B");
        startWith(2);

        // as a reload does: the same, and then another
        for (String description : List.of("A", "Better")) {
            context.getRouteController().stopRoute("a");
            context.removeRoute("a");
            serving("a", "discord:command?name=a&description=" + description);
        }
        Awaitility.await()
                .atMost(SOON)
                .until(() -> discord.commands().stream()
                        .anyMatch(
                                command -> command.path("description").asText().equals("Better")));
        assertThat(discord.calls("PUT", PUT))
                .hasSize(2)
                .allSatisfy(put -> assertThat(put.body()).hasSize(2));

        // removed for good
        context.getRouteController().stopRoute("b");
        context.removeRoute("b");
        awaitCommands(1);
        context.getRouteController().stopRoute("a");
        context.removeRoute("a");
        awaitCommands(0);
        assertThat(discord.sessions()).hasSize(1);
    }

    @Test
    void outliveTheApplication() throws Exception {
        serving("a", "discord:command?name=a&description=A");
        startWith(1);
        context.stop();

        assertThat(discord.calls("PUT", PUT)).hasSize(1);
        assertThat(discord.commands()).hasSize(1);
    }

    @Test
    void aRouteThatComesBackUnderAnotherNameTakesOver() throws Exception {
        serving("old", "discord:command?name=a&description=A");
        startWith(1);
        context.getRouteController().stopRoute("old");
        context.removeRoute("old");
        serving("new", "discord:command?name=a&description=A");

        discord.slashCommand(ada, general, "a", Map.of());
        taken("new", 1);
        assertThat(takenBy("old")).isZero();
    }

    @Test
    void areTriedAgainWhileDiscordFails() throws Exception {
        discord.fault(Fault.status(500)).on("PUT", PUT).times(1);
        serving("a", "discord:command?name=a&description=A");
        try (CapturedLog log = CapturedLog.warningsOf(CommandRegistry.class)) {
            startWith(1);
            assertThat(log.messages("[a]"))
                    .containsExactly("Commands [a] are not registered yet, and it is tried again: Discord refused to"
                            + " register the commands: server error (500)");
        }
    }

    @Test
    void areNamedIfDiscordRefusesThem() throws Exception {
        discord.fault(Fault.status(403)).on("GET", PUT);
        serving("a", "discord:command?name=a&description=A");
        try (CapturedLog log = CapturedLog.warningsOf(CommandRegistry.class)) {
            context.start();
            Awaitility.await().atMost(SOON).until(() -> !log.messages("[a]").isEmpty());
            assertThat(log.messages("[a]").get(0))
                    .startsWith("Commands [a] could not be registered and do not work: Discord refused to read the"
                            + " commands: ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "command?name=Ask&description=A|The name of command 'Ask' must be 1 to 32 lower-case letters, digits,"
                        + " hyphens or underscores",
                "command?name=ask|The description of 'ask' must have 1 to 100 characters",
                "command,typing?name=ask|an interaction has options of its own, and stands alone; only button, select"
                        + " and modal go together",
                "command?name=a&description=A&acknowledge=update|acknowledge=update is for what is on a message:"
                        + " button, select and modal",
                "command?name=a&description=A&commandGuilds=Home|commandGuilds 'Home' is not understood: ids of guilds,"
                        + " separated by commas, were expected, and 'Home' is none: digits were expected",
                "button|customId must have 1 to 100 characters: what the bot called it, with * for any characters",
                "autocomplete?name=ask|The name of option 'null' must be 1 to 32 lower-case letters, digits, hyphens"
                        + " or underscores"
            })
    void areRefusedBeforeDiscordIsAsked(String from, String message) {
        assertThatThrownBy(() -> {
                    serving("wrong", "discord:" + from);
                    context.start();
                })
                .rootCause()
                .hasMessage("from: discord:" + from.replaceAll("\\?.*", "") + " is not possible: " + message);
    }

    @Test
    void areRefusedIfTheyDoNotGoTogether() throws Exception {
        serving("a", "discord:command?name=a&description=A");
        serving("b", "discord:command?name=a&description=Other");
        assertThatThrownBy(context::start)
                .hasMessage("Route b cannot start: command 'a' is served by route a already, and only one can answer");
    }

    @Test
    void haveNoSubCommandsIfTheyCanBeUsed() throws Exception {
        serving("a", "discord:command?name=a&description=A");
        serving("b", "discord:command?name=a/b&description=B");
        assertThatThrownBy(context::start)
                .hasMessage(
                        "Route b cannot start: Command /a b and command /a are declared, and Discord has no command that has"
                                + " sub-commands and can be used itself");
    }
}
