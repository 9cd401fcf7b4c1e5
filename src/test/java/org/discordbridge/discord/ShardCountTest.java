package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.util.Throwables;
import org.discordbridge.event.EventType;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.GatewaySession;
import org.discordbridge.simulator.SimulatorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over how many connections a session is divided, and how fast they are made. */
@Timeout(120)
class ShardCountTest {
    private static SimulatorBuilder recommending(int shards) {
        return DiscordSimulator.builder().shards(shards).maxConcurrency(shards).identifyLimit();
    }

    private static ComponentStage stage(DiscordSimulator discord, String shards) throws Exception {
        ComponentStage stage = new ComponentStage(discord);
        stage.context
                .getComponent("discord", DiscordComponent.class)
                .getConfiguration()
                .setShards(shards);
        return stage.route("discord:ready,message-created");
    }

    @Test
    void takesASetNumber() throws Exception {
        try (DiscordSimulator discord = recommending(3).start();
                ComponentStage stage = stage(discord, "2").start()) {
            stage.exchange(EventType.READY);
            assertThat(discord.sessions())
                    .hasSize(2)
                    .extracting(GatewaySession::shards)
                    .containsOnly(2);
        }
    }

    @Test
    void makesOneConnectionWhereOnlyTheAddressIsKnown() throws Exception {
        try (DiscordSimulator discord = recommending(3).start()) {
            discord.fault(Fault.status(404)).on("GET", "/gateway/bot");
            try (ComponentStage stage = stage(discord, "auto").start()) {
                stage.exchange(EventType.READY);
                assertThat(discord.sessions())
                        .hasSize(1)
                        .extracting(GatewaySession::shards)
                        .containsOnly(1);
                assertThat(discord.calls("GET", "/gateway")).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "many", "-1", "1.5"})
    void refusesWhatIsNoNumber(String shards) throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.start();
                ComponentStage stage = new ComponentStage(discord)) {
            assertThatThrownBy(() -> stage.route("discord:message-created?shards=" + shards)
                            .start())
                    .hasStackTraceContaining("shards '" + shards
                            + "' is not understood: it is auto, or a number of shards from 1 to 9999");
        }
    }

    @Test
    void waitsForEveryShardInTurn() throws Exception {
        try (DiscordSimulator discord = recommending(2).maxConcurrency(1).start();
                ComponentStage stage = stage(discord, "auto")) {
            // less than the five seconds between them
            stage.context
                    .getComponent("discord", DiscordComponent.class)
                    .getConfiguration()
                    .setStartTimeout(4_500);
            stage.start();
            assertThat(discord.sessions()).hasSize(2);
            // and none of them came too early, and was sent away
            assertThat(discord.connections()).hasSize(2);
        }
    }

    @Test
    void doesNotUseUpTheLastSessions() throws Exception {
        try (DiscordSimulator discord = recommending(3).sessionStarts(2).start();
                ComponentStage stage = stage(discord, "auto")) {
            Instant before = Instant.now();
            String reason =
                    Throwables.getRootCause(catchThrowable(stage::start)).getMessage();
            assertThat(reason)
                    .startsWith("Discord lets this bot begin 2 gateway sessions a day: 2 are left, and 3 needed,"
                            + " one for each shard. More would make it reset the bot token. It counts anew from ");
            Matcher moment = Pattern.compile("from (\\S+) on\\. Find out what makes the bridge, or another program with"
                            + " this token, start so often, and start it after that")
                    .matcher(reason);
            assertThat(moment.find()).isTrue();
            assertThat(Instant.parse(moment.group(1)))
                    .isBetween(before.plusSeconds(4 * 3600 - 1), before.plusSeconds(4 * 3600 + 60));
            assertThat(discord.connections()).isEmpty();
            assertThat(discord.calls("GET", "/gateway/bot")).hasSize(1);
        }
    }

    @Test
    void saysWhatToSetForABotInTooManyGuilds() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.builder()
                .shards(2)
                .maxConcurrency(2)
                .guildsPerShard(2)
                .start()) {
            for (long i = 0; i < 3; i++) {
                discord.addGuild("Guild " + i, (i + 1) << 22);
            }
            try (ComponentStage stage = stage(discord, "1")) {
                assertThatThrownBy(stage::start)
                        .hasStackTraceContaining(
                                "Discord closed the gateway with 4011 (sharding required): the bot is in"
                                        + " too many guilds for one connection. Set DISCORD_SHARDS to auto, which asks Discord"
                                        + " for the number at each start, or to a greater number, and start again");
            }
            try (ComponentStage stage = stage(discord, "auto").start()) {
                stage.exchange(EventType.READY);
            }
        }
    }
}
