package org.discordbridge.discord.session.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.discordbridge.discord.session.SessionException;
import org.discordbridge.discord.session.subscribe.RouteNeeds;
import org.discordbridge.event.EventType;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.Intent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BotAccountTest {
    private static final RouteNeeds MESSAGES =
            new RouteNeeds("discord:message-created", Set.of(EventType.MESSAGE_CREATED), true, true);
    private static final RouteNeeds MEMBERS =
            new RouteNeeds("discord:member-joined", Set.of(EventType.MEMBER_JOINED), true, true);
    private static final RouteNeeds PRESENCES =
            new RouteNeeds("discord:presence-updated", Set.of(EventType.PRESENCE_UPDATED), true, true);
    private static final RouteNeeds REACTIONS =
            new RouteNeeds("discord:reaction-added", Set.of(EventType.REACTION_ADDED), true, true);

    @Test
    void saysWhatIsSwitchedOffForWhatIsWanted() {
        try (DiscordSimulator discord = DiscordSimulator.builder()
                .disallow(Intent.GUILD_MEMBERS, Intent.GUILD_PRESENCES)
                .shards(5)
                .start()) {
            BotAccount account = BotAccount.ask(URI.create(discord.apiUrl()), discord.token());

            assertThat(account.name()).isNotBlank();
            assertThat(account.loginsLeft()).isEqualTo(1000);
            assertThat(account.shards()).isEqualTo(5);
            assertThat(account.missingFor(List.of(MESSAGES, REACTIONS))).isEmpty();
            assertThat(account.missingFor(List.of(MESSAGES, MEMBERS, PRESENCES)))
                    .contains(
                            "Switch on PRESENCE INTENT under Developer Portal > Bot, for discord:presence-updated; and"
                                    + " SERVER MEMBERS INTENT under Developer Portal > Bot, for discord:member-joined");
            assertThat(discord.sessions()).isEmpty();
        }
    }

    @Test
    void largeBotsHaveAnotherFlagForTheSame() {
        assertThat(new BotAccount("1", "x", 1 << 18, 1, 1).missingFor(List.of(MESSAGES)))
                .isEmpty();
        assertThat(new BotAccount("1", "x", 1 << 19, 1, 1).missingFor(List.of(MESSAGES)))
                .isEmpty();
        assertThat(new BotAccount("1", "x", 1 << 14, 1, 1).missingFor(List.of(MEMBERS)))
                .isEmpty();
        assertThat(new BotAccount("1", "x", 1 << 12, 1, 1).missingFor(List.of(PRESENCES)))
                .isEmpty();
        assertThat(new BotAccount("1", "x", ~(3L << 18), 1, 1).missingFor(List.of(MESSAGES)))
                .isPresent();
        assertThat(BotAccount.privileged(List.of(MESSAGES, REACTIONS))).containsExactly("MESSAGE_CONTENT");
    }

    @Test
    void doesNotTakeSomethingElseForAnAnswer() {
        try (DiscordSimulator discord = DiscordSimulator.start()) {
            URI api = URI.create(discord.apiUrl());
            discord.fault(Fault.garbage()).on("GET", "/applications/@me");
            assertThatThrownBy(() -> BotAccount.ask(api, discord.token()))
                    .isInstanceOf(SessionException.class)
                    .hasMessageContaining("Cannot look at the bot: " + api + "/applications/@me");
            assertThatThrownBy(() -> BotAccount.ask(api, "wrong"))
                    .hasMessageStartingWith("Discord refused the bot token (401 Unauthorized). Set DISCORD_TOKEN");
        }
    }
}
