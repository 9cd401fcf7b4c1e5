package org.discordbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several sessions of one bot at the same time, of the same shard or of sets of another size. */
@Simulated
@Timeout(120)
class SeveralSessionsTest {
    private static final Duration FOR_EVER = Duration.ofHours(1);

    DiscordSimulator discord;
    private Gateway gateway;
    private Channel there;
    private User ada;
    private Wire wire;

    @BeforeEach
    void script() {
        gateway = discord.gateway();
        there = discord.addGuild("There", 5L << 22).addTextChannel("there");
        ada = discord.addUser("Ada");
        wire = new Wire(discord);
    }

    private Wire.Socket identified(int shard, int shards) {
        Wire.Socket socket = wire.connect();
        socket.identify(discord.token(), shard, shards);
        return socket;
    }

    private Wire.Socket ready(int shard, int shards) throws Exception {
        Wire.Socket socket = identified(shard, shards);
        socket.next("GUILD_CREATE");
        return socket;
    }

    private static void beat(Wire.Socket socket) throws Exception {
        socket.send("{\"op\":1,\"d\":null}");
        socket.next(11);
    }

    private static String read(Wire.Socket socket) throws Exception {
        return socket.next("MESSAGE_CREATE").path("d").path("id").asText();
    }

    @Test
    void eachGetsEveryEventOfItsShard() throws Exception {
        discord.addCommand("ping");
        Wire.Socket elsewhere = identified(0, 2);
        elsewhere.next("READY");
        List<Wire.Socket> sockets = List.of(ready(1, 2), ready(1, 2), ready(1, 4), ready(0, 1));
        Message message = there.post(ada, "hello");
        Interaction interaction = discord.slashCommand(ada, there, "ping", Map.of());
        for (Wire.Socket socket : sockets) {
            assertThat(read(socket)).isEqualTo(Long.toString(message.id()));
            assertThat(socket.next("INTERACTION_CREATE").path("d").path("token").asText())
                    .isEqualTo(interaction.token());
        }
        assertThat(elsewhere.quiet(Duration.ofMillis(100))).isTrue();
    }

    @Test
    void oneOfThemAcknowledges() throws Exception {
        discord.addCommand("ping");
        Interaction interaction = discord.slashCommand(ada, there, "ping", Map.of());
        String callback = "/interactions/" + interaction.id() + "/" + interaction.token() + "/callback";
        assertThat(wire.call("POST", callback, "{\"type\":5}").status()).isEqualTo(204);
        Wire.Reply second = new Wire(discord).call("POST", callback, "{\"type\":5}");
        assertThat(second.status()).isEqualTo(400);
        assertThat(second.code()).isEqualTo(40060);
    }

    @Test
    void eachIsSeenAndTroubledByItself() throws Exception {
        Wire.Socket closed = ready(1, 2);
        Wire.Socket dropped = ready(1, 2);
        Wire.Socket invalid = ready(1, 2);
        Wire.Socket left = ready(1, 4);
        List<GatewaySession> before = gateway.sessions();
        assertThat(before)
                .extracting(GatewaySession::shard, GatewaySession::shards, GatewaySession::alive)
                .containsExactly(tuple(1, 2, true), tuple(1, 2, true), tuple(1, 2, true), tuple(1, 4, true));

        gateway.close(before.get(0), 4004);
        gateway.drop(before.get(1));
        gateway.invalidate(before.get(2), false);

        assertThat(closed.closeCode()).isEqualTo(4004);
        assertThat(dropped.closeCode()).isEqualTo(1006);
        assertThat(invalid.next(9).path("d").asBoolean(true)).isFalse();
        beat(left);
        assertThat(gateway.sessions()).extracting(GatewaySession::alive).containsExactly(false, true, false, true);
        assertThatThrownBy(() -> gateway.drop(before.get(0))).hasMessage("The session of shard [1, 2] is over");
        assertThatThrownBy(() -> gateway.drop(before.get(1)))
                .hasMessage("The session of shard [1, 2] has no connection at the moment");
        // nobody can come back to it after a few minutes
        discord.advanceClock(Duration.ofMinutes(5));
        assertThat(gateway.sessions()).extracting(GatewaySession::alive).containsExactly(false, false, false, true);
    }

    @Test
    void theOldOneLagsAndKeepsTheOrder() throws Exception {
        Wire.Socket slow = ready(1, 2);
        Wire.Socket fast = ready(1, 2);
        gateway.delay(gateway.sessions().get(0), FOR_EVER);
        String first = Long.toString(there.post(ada, "first").id());
        String second = Long.toString(there.post(ada, "second").id());
        assertThat(read(fast)).isEqualTo(first);
        assertThat(read(fast)).isEqualTo(second);
        // its heartbeats are answered, and nothing came before
        beat(slow);
        gateway.delay(gateway.sessions().get(0), Duration.ofMillis(20));
        String third = Long.toString(there.post(ada, "third").id());
        assertThat(List.of(read(slow), read(slow), read(slow))).containsExactly(first, second, third);
    }

    @Test
    void whatIsLateIsStillLateAfterAResume() throws Exception {
        Wire.Socket slow = ready(1, 2);
        GatewaySession session = gateway.sessions().get(0);
        gateway.delay(session, FOR_EVER);
        String message = Long.toString(there.post(ada, "late").id());
        gateway.drop(session);
        assertThat(slow.closeCode()).isEqualTo(1006);
        Wire.Socket resumed = wire.connect();
        resumed.resume(discord.token(), session.id(), session.sequence());
        beat(resumed);
        gateway.delay(session, Duration.ZERO);
        assertThat(read(resumed)).isEqualTo(message);
        resumed.next("RESUMED");
    }

    @Test
    void aNewOneLagsFromItsBeginning() throws Exception {
        gateway.delayNew(1, FOR_EVER);
        Wire.Socket slow = identified(1, 2);
        Wire.Socket fast = identified(0, 2);
        fast.next("READY");
        gateway.awaitConnected(2, Wire.PATIENCE);
        beat(slow);
        gateway.delay(gateway.sessions().get(0), Duration.ZERO);
        slow.next("READY");
        slow.next("GUILD_CREATE");
        gateway.delayNew(1, Duration.ZERO);
        identified(1, 2).next("READY");
    }
}
