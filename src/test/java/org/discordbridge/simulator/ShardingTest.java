package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sharding of the gateway, frame by frame. */
@Timeout(120)
class ShardingTest {
    @Test
    void saysHowManyShardsItRecommendsAndHowFastTheyMayBegin() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.builder()
                .shards(6)
                .maxConcurrency(3)
                .sessionStarts(10)
                .start()) {
            Wire wire = new Wire(discord);
            identified(wire, discord, 0, 6).next("READY");
            JsonNode answer = wire.call("GET", "/gateway/bot", null).body();
            assertThat(answer.path("url").asText()).isEqualTo(discord.gatewayUrl());
            assertThat(answer.path("shards").asInt()).isEqualTo(6);
            JsonNode limit = answer.path("session_start_limit");
            assertThat(limit.path("total").asInt()).isEqualTo(10);
            assertThat(limit.path("remaining").asInt()).isEqualTo(9);
            assertThat(limit.path("reset_after").asLong()).isPositive();
            assertThat(limit.path("max_concurrency").asInt()).isEqualTo(3);
        }
    }

    @Test
    void recommendsOneMoreForEachThousandGuilds() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.start()) {
            Wire wire = new Wire(discord);
            assertThat(wire.call("GET", "/gateway/bot", null)
                            .body()
                            .path("shards")
                            .asInt())
                    .isEqualTo(1);
            for (int i = 0; i <= 1000; i++) {
                discord.addGuild("Guild " + i);
            }
            assertThat(wire.call("GET", "/gateway/bot", null)
                            .body()
                            .path("shards")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void sendsClientsBackTheWayTheyCame() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.start()) {
            String by = "localhost:" + discord.port();
            Wire wire = new Wire(discord, by);
            for (String path : List.of("/gateway", "/gateway/bot")) {
                assertThat(wire.call("GET", path, null).body().path("url").asText())
                        .isEqualTo("ws://" + by);
            }
            assertThat(identified(wire, discord, 0, 1)
                            .next("READY")
                            .path("d")
                            .path("resume_gateway_url")
                            .asText())
                    .isEqualTo("ws://" + by);
            assertThat(identified(new Wire(discord), discord, 0, 1)
                            .next("READY")
                            .path("d")
                            .path("resume_gateway_url")
                            .asText())
                    .isEqualTo(discord.gatewayUrl());
        }
    }

    @Test
    void letsOneShardOfEachKeyBeginAtATime() throws Exception {
        try (DiscordSimulator discord =
                DiscordSimulator.builder().maxConcurrency(2).identifyLimit().start()) {
            Wire wire = new Wire(discord);
            identified(wire, discord, 0, 4).next("READY");
            identified(wire, discord, 1, 4).next("READY");
            assertThat(identified(wire, discord, 2, 4).next(9).path("d").asBoolean(true))
                    .isFalse();
            discord.advanceClock(Duration.ofMillis(5001));
            identified(wire, discord, 2, 4).next("READY");
            assertThat(identified(wire, discord, 0, 4).next(9).path("d").asBoolean(true))
                    .isFalse();
            identified(wire, discord, 3, 4).next("READY");
            assertThat(discord.gateway().identifies()).isEqualTo(4);
            assertThat(discord.gateway().earlyIdentifies()).isEqualTo(2);
            // those too early are spent, too
            assertThat(remaining(wire)).isEqualTo(1000 - 6);
        }
    }

    @Test
    void countsTheShardsOfAllWhoHaveTheToken() throws Exception {
        try (DiscordSimulator discord =
                DiscordSimulator.builder().maxConcurrency(2).identifyLimit().start()) {
            identified(new Wire(discord), discord, 1, 2).next("READY");
            identified(new Wire(discord), discord, 5, 8).next(9);
            identified(new Wire(discord), discord, 1, 2).next(9);
            identified(new Wire(discord), discord, 4, 8).next("READY");
            assertThat(discord.gateway().earlyIdentifies()).isEqualTo(2);
        }
    }

    @Test
    void waitsAsLongAsAsked() throws Exception {
        try (DiscordSimulator discord =
                DiscordSimulator.builder().identifyLimit(Duration.ofHours(1)).start()) {
            Wire wire = new Wire(discord);
            identified(wire, discord, 0, 2).next("READY");
            discord.advanceClock(Duration.ofMinutes(30));
            identified(wire, discord, 1, 2).next(9);
            discord.advanceClock(Duration.ofMinutes(30));
            identified(wire, discord, 1, 2).next("READY");
        }
    }

    @Test
    void refusesShardsThatThereAreNot() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.start()) {
            Wire wire = new Wire(discord);
            assertThat(identified(wire, discord, 2, 2).closeCode()).isEqualTo(4010);
            assertThat(identified(wire, discord, -1, 2).closeCode()).isEqualTo(4010);
            assertThat(identified(wire, discord, 0, 0).closeCode()).isEqualTo(4010);
        }
    }

    @Test
    void refusesAShardWithTooManyGuilds() throws Exception {
        try (DiscordSimulator discord =
                DiscordSimulator.builder().guildsPerShard(2).start()) {
            for (long i = 0; i < 4; i++) {
                discord.addGuild("Guild " + i, (i + 1) << 22);
            }
            Wire wire = new Wire(discord);
            assertThat(identified(wire, discord, 0, 1).closeCode()).isEqualTo(4011);
            JsonNode ready = identified(wire, discord, 1, 2).next("READY").path("d");
            assertThat(ready.path("guilds")).hasSize(2);
            assertThat(ready.path("shard").path(0).asInt()).isEqualTo(1);
            assertThat(ready.path("shard").path(1).asInt()).isEqualTo(2);
            assertThat(discord.gateway().identifies()).isEqualTo(2);
        }
    }

    @Test
    void growsWhileItRuns() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.start()) {
            for (long i = 0; i < 4; i++) {
                discord.addGuild("Guild " + i, (i + 1) << 22);
            }
            Wire wire = new Wire(discord);
            Wire.Socket old = identified(wire, discord, 0, 1);
            old.next("READY");
            discord.gateway().recommendShards(2);
            discord.gateway().limitGuilds(2);
            assertThat(wire.call("GET", "/gateway/bot", null)
                            .body()
                            .path("shards")
                            .asInt())
                    .isEqualTo(2);
            assertThat(identified(wire, discord, 0, 1).closeCode()).isEqualTo(4011);
            // both may run for a while
            Wire.Socket first = identified(wire, discord, 0, 2);
            Wire.Socket second = identified(wire, discord, 1, 2);
            first.next("READY");
            second.next("READY");
            assertThat(old.closed).isNotDone();
            discord.gateway().closeOverfull();
            assertThat(old.closeCode()).isEqualTo(4011);
            assertThat(discord.gateway().sessions())
                    .extracting(GatewaySession::shard, GatewaySession::shards, GatewaySession::alive)
                    .containsExactly(tuple(0, 1, false), tuple(0, 2, true), tuple(1, 2, true));
            Wire.Socket again = wire.connect();
            again.resume(discord.token(), discord.gateway().sessions().get(0).id(), 1);
            assertThat(again.next(9).path("d").asBoolean(true)).isFalse();
            discord.addGuild("Guild 5", 6L << 22);
            discord.gateway().closeOverfull();
            assertThat(first.closeCode()).isEqualTo(4011);
            assertThat(second.closed).isNotDone();
        }
    }

    @Test
    void tellsWhatHappensInAGuildToItsShardOnly() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.start()) {
            Channel there = discord.addGuild("There", 5L << 22).addTextChannel("there");
            User ada = discord.addUser("Ada");
            discord.addCommand("ping");
            Wire wire = new Wire(discord);
            Wire.Socket first = identified(wire, discord, 0, 2);
            Wire.Socket second = identified(wire, discord, 1, 2);
            first.next("READY");
            second.next("GUILD_CREATE");
            there.post(ada, "there");
            discord.slashCommand(ada, there, "ping", Map.of());
            discord.slashCommand(ada, discord.directChannel(ada), "ping", Map.of());
            second.next("MESSAGE_CREATE");
            second.next("INTERACTION_CREATE");
            assertThat(second.quiet(Duration.ofMillis(200))).isTrue();
            assertThat(first.next("INTERACTION_CREATE").path("d").has("guild_id"))
                    .isFalse();
            assertThat(first.quiet(Duration.ofMillis(100))).isTrue();
        }
    }

    @Test
    void troublesOneShardAndLeavesTheOthersAlone() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.start()) {
            Wire wire = new Wire(discord);
            Wire.Socket first = identified(wire, discord, 0, 2);
            Wire.Socket second = identified(wire, discord, 1, 2);
            first.next("READY");
            second.next("READY");
            discord.gateway().invalidate(1, false);
            assertThat(second.next(9).path("d").asBoolean(true)).isFalse();
            Wire.Socket third = identified(wire, discord, 1, 2);
            third.next("READY");
            discord.gateway().drop(1);
            assertThat(third.closeCode()).isEqualTo(1006);
            Wire.Socket fourth = identified(wire, discord, 1, 2);
            fourth.next("READY");
            discord.gateway().close(1, 4000);
            assertThat(fourth.closeCode()).isEqualTo(4000);
            first.send("{\"op\":1,\"d\":null}");
            first.next(11);
            assertThat(first.closed).isNotDone();
        }
    }

    private static int remaining(Wire wire) throws Exception {
        return wire.call("GET", "/gateway/bot", null)
                .body()
                .path("session_start_limit")
                .path("remaining")
                .asInt();
    }

    private static Wire.Socket identified(Wire wire, DiscordSimulator discord, int shard, int shards) {
        Wire.Socket socket = wire.connect();
        socket.identify(discord.token(), shard, shards);
        return socket;
    }
}
