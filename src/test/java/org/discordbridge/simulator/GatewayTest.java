package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The gateway's protocol, frame by frame. */
@Simulated
@Timeout(120)
class GatewayTest {
    private static final long GUILD_INTENTS = Intent.GUILDS.mask() | Intent.GUILD_MESSAGES.mask();

    DiscordSimulator discord;
    private Wire wire;
    private Guild home;
    private Channel general;
    private User ada;

    @BeforeEach
    void script() {
        wire = new Wire(discord);
        home = discord.addGuild("Home");
        general = home.addTextChannel("general");
        ada = discord.addUser("Ada");
    }

    @Test
    void countsEveryDispatchOfASession() throws Exception {
        Wire.Socket socket = wire.identified(GUILD_INTENTS);
        JsonNode ready = socket.next(0);
        assertThat(ready.path("t").asText()).isEqualTo("READY");
        assertThat(ready.path("s").asLong()).isEqualTo(1);
        assertThat(ready.path("d").path("private_channels").isArray()).isTrue();
        assertThat(ready.path("d").path("resume_gateway_url").asText()).isEqualTo(discord.gatewayUrl());
        assertThat(socket.next("GUILD_CREATE").path("s").asLong()).isEqualTo(2);
        general.post(ada, "a");
        general.post(ada, "b");
        assertThat(socket.next("MESSAGE_CREATE").path("s").asLong()).isEqualTo(3);
        assertThat(socket.next("MESSAGE_CREATE").path("s").asLong()).isEqualTo(4);
    }

    @Test
    void acknowledgesHeartbeatsWithAllFourKeys() throws Exception {
        Wire.Socket socket = wire.connect();
        socket.send("{\"op\":1,\"d\":null}");
        JsonNode ack = socket.next(11);
        assertThat(ack.fieldNames()).toIterable().containsExactlyInAnyOrder("t", "s", "op", "d");
        discord.gateway().stopAcking(true);
        socket.send("{\"op\":1,\"d\":null}");
        assertThat(socket.quiet(Duration.ofMillis(200))).isTrue();
        discord.gateway().requestHeartbeat();
        assertThat(socket.next(1).path("d").isNull()).isTrue();
    }

    @Test
    void closesWithTheDocumentedCodes() throws Exception {
        assertThat(closeAfter("{\"op\":3,\"d\":{}}")).isEqualTo(4003);
        assertThat(closeAfter("{\"op\":77,\"d\":{}}")).isEqualTo(4001);
        assertThat(closeAfter("not json")).isEqualTo(4002);
        assertThat(closeAfter("{\"op\":3,\"d\":\"" + "x".repeat(4096) + "\"}")).isEqualTo(4002);
        Wire.Socket wrong = wire.connect();
        wrong.identify("wrong", 0);
        assertThat(wrong.closeCode()).isEqualTo(4004);
        Wire.Socket invalid = wire.identified(1L << 40);
        assertThat(invalid.closeCode()).isEqualTo(4013);
        Wire.Socket twice = wire.identified(GUILD_INTENTS);
        twice.identify(discord.token(), GUILD_INTENTS);
        assertThat(twice.closeCode()).isEqualTo(4005);
        assertThat(wire.connect("?v=6&encoding=json").closeCode()).isEqualTo(4012);
    }

    @Test
    void closesWhoSendsTooMuch() throws Exception {
        Wire.Socket socket = wire.connect();
        for (int i = 0; i < 121; i++) {
            socket.send("{\"op\":1,\"d\":null}");
        }
        assertThat(socket.closeCode()).isEqualTo(4008);
    }

    @Test
    void closesWhoDoesNotBeat() throws Exception {
        try (DiscordSimulator hasty =
                DiscordSimulator.builder().heartbeat(Duration.ofMillis(100)).start()) {
            Wire.Socket socket = new Wire(hasty).connect();
            assertThat(socket.next(10).path("d").path("heartbeat_interval").asInt())
                    .isEqualTo(100);
            assertThat(socket.closeCode()).isEqualTo(4009);
        }
    }

    @Test
    void replaysInOrderAndThenSaysResumed() throws Exception {
        Wire.Socket first = wire.identified(GUILD_INTENTS);
        String session = first.next("READY").path("d").path("session_id").asText();
        first.next("GUILD_CREATE");
        first.close(4000);
        await().until(() -> !discord.sessions().get(0).connected());
        general.post(ada, "a");
        general.post(ada, "b");
        Wire.Socket second = wire.connect();
        second.resume(discord.token(), session, 2);
        assertThat(second.next(0).path("s").asLong()).isEqualTo(3);
        assertThat(second.next(0).path("d").path("content").isTextual()).isTrue();
        JsonNode resumed = second.next(0);
        assertThat(resumed.path("t").asText()).isEqualTo("RESUMED");
        assertThat(resumed.path("s").asLong()).isEqualTo(5);
        assertThat(resumed.path("d").isObject()).isTrue();
    }

    @Test
    void refusesToResumeWhatIsGone() throws Exception {
        Wire.Socket socket = wire.connect();
        socket.resume(discord.token(), "unknown", 1);
        assertThat(socket.next(9).path("d").asBoolean(true)).isFalse();

        assertThat(resumeAfterClose(1000)).isFalse();
        assertThat(resumeAfterClose(1001)).isFalse();

        Wire.Socket old = wire.identified(GUILD_INTENTS);
        String session = old.next("READY").path("d").path("session_id").asText();
        old.close(4000);
        await().until(() -> discord.sessions().stream().noneMatch(GatewaySession::connected));
        discord.advanceClock(Duration.ofMinutes(4));
        Wire.Socket late = wire.connect();
        late.resume(discord.token(), session, 2);
        assertThat(late.next(9).path("d").asBoolean(true)).isFalse();
    }

    @Test
    void refusesToResumeBeyondItsBuffer() throws Exception {
        try (DiscordSimulator small = DiscordSimulator.builder().resumeBuffer(3).start()) {
            Channel channel = small.addGuild("Small").addTextChannel("c");
            Wire client = new Wire(small);
            Wire.Socket socket = client.identified(GUILD_INTENTS);
            String session = socket.next("READY").path("d").path("session_id").asText();
            socket.close(4000);
            await().until(() -> !small.sessions().get(0).connected());
            User user = small.addUser("Bob");
            for (int i = 0; i < 4; i++) {
                channel.post(user, "m" + i);
            }
            Wire.Socket again = client.connect();
            again.resume(small.token(), session, 2);
            assertThat(again.next(9).path("d").asBoolean(true)).isFalse();
        }
    }

    @Test
    void spreadsGuildsOverShards() throws Exception {
        Guild away = discord.addGuild("Away");
        Wire.Socket[] shards = {wire.connect(), wire.connect()};
        for (int i = 0; i < 2; i++) {
            shards[i].send("{\"op\":2,\"d\":{\"token\":\"" + discord.token() + "\",\"intents\":"
                    + (GUILD_INTENTS | Intent.DIRECT_MESSAGES.mask()) + ",\"properties\":{},\"shard\":[" + i + ",2]}}");
            JsonNode guilds = shards[i].next("READY").path("d").path("guilds");
            for (JsonNode guild : guilds) {
                assertThat((guild.path("id").asLong() >>> 22) % 2).isEqualTo(i);
            }
        }
        discord.directMessage(ada, "psst");
        assertThat(shards[0]
                        .next("MESSAGE_CREATE")
                        .path("d")
                        .path("channel_type")
                        .asInt())
                .isEqualTo(1);
        away.addTextChannel("there").post(ada, "there");
        int shard = (int) ((away.id() >>> 22) % 2);
        assertThat(shards[shard]
                        .next("MESSAGE_CREATE")
                        .path("d")
                        .path("guild_id")
                        .asLong())
                .isEqualTo(away.id());
    }

    @Test
    void sendsMembersOnRequest() throws Exception {
        home.addMember(ada);
        Wire.Socket socket = wire.identified(GUILD_INTENTS);
        socket.send("{\"op\":8,\"d\":{\"guild_id\":\"" + home.id() + "\",\"query\":\"\",\"limit\":0,\"nonce\":\"n\"}}");
        JsonNode chunk = socket.next("GUILD_MEMBERS_CHUNK").path("d");
        assertThat(chunk.path("members")).hasSize(3);
        assertThat(chunk.path("nonce").asText()).isEqualTo("n");
    }

    @Test
    void keepsEventsFromWhoDidNotAskForThem() throws Exception {
        Wire.Socket socket = wire.identified(Intent.GUILDS.mask());
        socket.next("GUILD_CREATE");
        general.post(ada, "not for you").react(ada, "👍");
        general.typing(ada);
        assertThat(socket.quiet(Duration.ofMillis(300))).isTrue();
        discord.gateway().dispatch("SOMETHING_NEW", home.id(), Map.of("x", 1));
        assertThat(socket.next("SOMETHING_NEW").path("d").path("x").asInt()).isEqualTo(1);
    }

    @Test
    void saysHelloLateIfAsked() throws Exception {
        discord.gateway().lateHello(Duration.ofMillis(300));
        Wire.Socket socket = wire.connect();
        socket.identify(discord.token(), GUILD_INTENTS);
        assertThat(socket.next(0).path("t").asText()).isEqualTo("READY");
        socket.next(10);
    }

    @Test
    void goesSilentInABlackHole() throws Exception {
        Wire.Socket socket = wire.identified(GUILD_INTENTS);
        String session = socket.next("READY").path("d").path("session_id").asText();
        socket.next("GUILD_CREATE");
        discord.gateway().blackHole(true);
        general.post(ada, "swallowed");
        socket.send("{\"op\":1,\"d\":2}");
        assertThat(socket.quiet(Duration.ofMillis(300))).isTrue();
        discord.gateway().blackHole(false);
        Wire.Socket again = wire.connect();
        again.resume(discord.token(), session, 2);
        assertThat(again.next("MESSAGE_CREATE").path("s").asLong()).isEqualTo(3);
    }

    @Test
    void dropsAndRefuses() throws Exception {
        Wire.Socket socket = wire.identified(GUILD_INTENTS);
        socket.next("READY");
        discord.gateway().drop();
        assertThat(socket.closeCode()).isEqualTo(1006);
        discord.gateway().refuseConnections(true);
        assertThatThrownBy(() -> wire.connect()).hasStackTraceContaining("WebSocketHandshakeException");
    }

    @Test
    void limitsIdentifiesIfAsked() throws Exception {
        try (DiscordSimulator strict =
                DiscordSimulator.builder().identifyLimit().start()) {
            Wire client = new Wire(strict);
            client.identified(0).next("READY");
            assertThat(client.identified(0).next(9).path("d").asBoolean(true)).isFalse();
        }
    }

    @Test
    void forgetsSessionsAndClosesAll() throws Exception {
        Wire.Socket socket = wire.identified(GUILD_INTENTS);
        String session = socket.next("READY").path("d").path("session_id").asText();
        discord.gateway().closeAll(4000);
        assertThat(socket.closeCode()).isEqualTo(4000);
        discord.gateway().forgetSessions();
        Wire.Socket again = wire.connect();
        again.resume(discord.token(), session, 2);
        assertThat(again.next(9).path("d").asBoolean(true)).isFalse();
    }

    private boolean resumeAfterClose(int code) throws Exception {
        Wire.Socket socket = wire.identified(GUILD_INTENTS);
        String session = socket.next("READY").path("d").path("session_id").asText();
        socket.close(code);
        await().until(() -> discord.sessions().stream().noneMatch(GatewaySession::connected));
        Wire.Socket again = wire.connect();
        again.resume(discord.token(), session, 2);
        return again.next(9).path("d").asBoolean(true);
    }

    private int closeAfter(String frame) throws Exception {
        Wire.Socket socket = wire.connect();
        socket.send(frame);
        return socket.closeCode();
    }
}
