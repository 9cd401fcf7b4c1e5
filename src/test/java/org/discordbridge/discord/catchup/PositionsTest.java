package org.discordbridge.discord.catchup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.discordbridge.discord.ComponentStage;
import org.discordbridge.discord.DiscordComponent;
import org.discordbridge.discord.DiscordConsumer;
import org.discordbridge.discord.KeptStates;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.event.Snowflakes;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.FaultRule;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was written while a route was not there, whatever the time is for Discord and for this machine. */
@Order(2)
@Timeout(120)
@ResourceLock(value = "log of DiscordSession", mode = ResourceAccessMode.READ)
class PositionsTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Map<String, String> kept = new ConcurrentHashMap<>();
    private final KeptStates repository = new KeptStates(kept);
    private DiscordSimulator discord;

    @AfterEach
    void close() {
        discord.close();
    }

    private ComponentStage start() throws Exception {
        return start("");
    }

    private ComponentStage start(String options) throws Exception {
        ComponentStage stage = new ComponentStage(discord);
        stage.context.getRegistry().bind("positions", repository);
        stage.route("discord:message-created?positionRepository=#positions" + options)
                .start();
        return stage;
    }

    @Test
    void aShardWithNothingToTellHoldsNothingUp() throws Exception {
        discord = DiscordSimulator.builder()
                .shards(2)
                .maxConcurrency(2)
                .heartbeat(Duration.ofMillis(300))
                .start();
        User ada = discord.addUser("Ada");
        Channel general = discord.addGuild("Home", 2_000_000L << 22).addTextChannel("general");
        try (ComponentStage stage = new ComponentStage(discord)) {
            stage.context.getRegistry().bind("positions", repository);
            stage.route("discord:message-created?positionRepository=#positions&auditInterval=0")
                    .start();
            Awaitility.await("the first installation is over")
                    .atMost(SOON)
                    .until(() -> kept.keySet().containsAll(List.of("base:0/2", "base:1/2")));
            discord.advanceClock(Duration.ofMinutes(1));
            long written = general.post(ada, "live").id();
            stage.await(1);
            long least = Snowflakes.before(written, Duration.ofSeconds(10));
            Awaitility.await("the base follows")
                    .atMost(SOON)
                    .until(() -> Long.parseLong(kept.get("base:0/2")) > least
                            && Long.parseLong(kept.get("base:1/2")) > least);
            assertThat(Long.parseLong(kept.get("base:0/2"))).isLessThan(written);
            assertThat(Long.parseLong(kept.get("base:1/2"))).isLessThan(written);
            assertThat(kept).containsEntry("totals", "2").doesNotContainKey("base");
        }
    }

    @Test
    void aShardThatIsNotReadyHoldsUpNoOther() throws Exception {
        discord = DiscordSimulator.builder().shards(2).maxConcurrency(2).start();
        User ada = discord.addUser("Ada");
        Channel even = discord.addGuild("Even", 2_000_000L << 22).addTextChannel("even");
        discord.addGuild("Odd", 2_000_001L << 22);
        try (ComponentStage stage = new ComponentStage(discord)) {
            stage.context.getRegistry().bind("positions", repository);
            stage.route("discord:message-created?positionRepository=#positions&auditInterval=50")
                    .start();
            Awaitility.await("the first installation is over")
                    .atMost(SOON)
                    .until(() -> kept.keySet().containsAll(List.of("base:0/2", "base:1/2")));
            discord.gateway().refuseConnections(true);
            discord.gateway().close(1, 4000);
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> stage.context
                                    .getComponent("discord", DiscordComponent.class)
                                    .figures()
                                    .get(0)
                                    .status()
                                    .lost()
                                    .size()
                            == 1);
            String before = kept.get("base:1/2");
            discord.advanceClock(Duration.ofMinutes(1));
            long written = even.post(ada, "live").id();
            stage.await(1);
            Awaitility.await("the base follows")
                    .atMost(SOON)
                    .until(() ->
                            Long.parseLong(kept.get("base:0/2")) > Snowflakes.before(written, Duration.ofSeconds(10)));
            assertThat(kept).containsEntry("base:1/2", before);
        }
    }

    private static List<String> texts(List<DiscordEvent> events) {
        return events.stream().map(event -> ((MessageCreated) event).content()).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {-3650, -1, 0, 1, 3650})
    void isReadInOrder(long days) throws Exception {
        discord = DiscordSimulator.builder().ahead(Duration.ofDays(days)).start();
        User ada = discord.addUser("Ada");
        Guild home = discord.addGuild("Home");
        Channel general = home.addTextChannel("general");
        Channel quiet = home.addTextChannel("quiet");
        quiet.post(ada, "long before");
        general.post(ada, "before");
        try (ComponentStage stage = start()) {
            Awaitility.await("the first installation is over").atMost(SOON).until(() -> kept.containsKey("base"));
            general.post(ada, "live");
            assertThat(texts(stage.await(1))).containsExactly("live");
            String last = String.valueOf(general.messages().get(1).id());
            Awaitility.await().atMost(SOON).until(() -> last.equals(kept.get(String.valueOf(general.id()))));
        }
        general.post(ada, "away 1");
        quiet.post(ada, "quiet");
        general.post(ada, "away 2");
        Channel fresh = home.addTextChannel("fresh");
        fresh.post(ada, "fresh");

        try (ComponentStage stage = start()) {
            stage.await(4);
            general.post(ada, "live again");
            List<String> texts = texts(stage.await(5));
            assertThat(texts).containsExactlyInAnyOrder("away 1", "away 2", "quiet", "fresh", "live again");
            assertThat(texts).containsSubsequence("away 1", "away 2", "live again");
        }
        // and nothing comes again
        try (ComponentStage stage = start()) {
            general.post(ada, "at last");
            assertThat(texts(stage.await(1))).containsExactly("at last");
        }
    }

    /** A first installation, after which the channels have something that nobody has read. */
    private void missed(User ada, Channel... channels) throws Exception {
        try (ComponentStage stage = start()) {
            Awaitility.await("the first installation is over").atMost(SOON).until(() -> kept.containsKey("base"));
        }
        for (Channel channel : channels) {
            channel.post(ada, channel.name());
        }
    }

    @Test
    void whatIsKeptOfAChannelAndIsNoIdIsNotUsed() throws Exception {
        discord = DiscordSimulator.start();
        User ada = discord.addUser("Ada");
        Channel general = discord.addGuild("Home").addTextChannel("general");
        missed(ada, general);
        kept.put(String.valueOf(general.id()), "garbage");
        try (CapturedLog log = CapturedLog.of("org.discordbridge.discord.catchup.BaseWatermark", Level.WARN);
                ComponentStage stage = start()) {
            assertThat(texts(stage.await(1))).containsExactly("general");
            assertThat(log.messages("channel " + general.id()).get(0))
                    .startsWith(
                            "The watermark that is kept of channel " + general.id() + " is no id. It is not used: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "", "-1", "5;", "5;6", "5;6=", "5;6=7,", "99999999999999999999"})
    void withoutWhatIsKeptOfAllItDoesNotStart(String base) throws Exception {
        discord = DiscordSimulator.start();
        kept.put("base", base);
        assertThatThrownBy(this::start)
                .hasStackTraceContaining("The watermark that is kept of all channels is not understood: '" + base
                        + "'. Nothing was read. Write the id of the last message that is done in its place, or a"
                        + " tombstone, which begins with what is written from now on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "[{\"id\":", "", "{}", "3"})
    void aPageThatIsNoneIsReadAgain(String page) throws Exception {
        discord = DiscordSimulator.start();
        User ada = discord.addUser("Ada");
        Channel general = discord.addGuild("Home").addTextChannel("general");
        missed(ada, general);
        discord.fault(Fault.answer(200, Map.of("Content-Type", "application/json", "Via", "x"), page))
                .on("GET", "/channels/*/messages")
                .times(2);
        try (ComponentStage stage = start()) {
            general.post(ada, "live");
            assertThat(texts(stage.await(2))).containsExactly("general", "live");
        }
    }

    @Test
    void channelsThatCannotBeReadDelayNoOther() throws Exception {
        discord = DiscordSimulator.start();
        User ada = discord.addUser("Ada");
        Guild home = discord.addGuild("Home");
        Channel[] bad = new Channel[5];
        for (int i = 0; i < bad.length; i++) {
            bad[i] = home.addTextChannel("bad-" + i);
        }
        Channel good = home.addTextChannel("good");
        missed(ada, bad);
        good.post(ada, "good");
        FaultRule[] rules = new FaultRule[bad.length];
        for (int i = 0; i < bad.length; i++) {
            rules[i] = discord.fault(Fault.status(500)).on("GET", "/channels/" + bad[i].id() + "/messages");
        }
        try (ComponentStage stage = start("&auditInterval=0")) {
            assertThat(texts(stage.await(1))).containsExactly("good");
            discord.advanceClock(Duration.ofMinutes(1));
            long later = good.post(ada, "later").id();
            bad[0].post(ada, "bad-0 later");
            stage.await(2);
            Awaitility.await("the base passes what has a watermark of its own")
                    .atMost(SOON)
                    .until(() -> Long.parseLong(kept.get("base").split(";")[0])
                            > Snowflakes.before(later, Duration.ofSeconds(30)));
            assertThat(kept.get("base").split(";")[1].split(",")).hasSize(bad.length);
        }
        for (FaultRule rule : rules) {
            rule.stop();
        }
        try (ComponentStage stage = start("&auditInterval=0")) {
            assertThat(texts(stage.await(6)))
                    .containsExactlyInAnyOrder("bad-0", "bad-0 later", "bad-1", "bad-2", "bad-3", "bad-4")
                    .containsSubsequence("bad-0", "bad-0 later");
            good.post(ada, "last");
            assertThat(texts(stage.await(7))).endsWith("last");
            Awaitility.await("none of them is kept apart any more")
                    .atMost(SOON)
                    .until(() -> !kept.get("base").contains(";"));
        }
    }

    @Test
    void aChannelThatIsGoneIsNoAlarm() throws Exception {
        discord = DiscordSimulator.start();
        User ada = discord.addUser("Ada");
        Guild home = discord.addGuild("Home");
        Channel gone = home.addTextChannel("gone");
        try (CapturedLog log = CapturedLog.of("org.discordbridge.discord.catchup.GapReader", Level.INFO);
                ComponentStage stage = start()) {
            gone.post(ada, "soon gone");
            stage.await(1);
            discord.gateway().refuseConnections(true);
            discord.gateway().drop();
            gone.delete();
            discord.gateway().forgetSessions();
            discord.gateway().refuseConnections(false);
            discord.awaitCalls(1, "GET", "/channels/" + gone.id() + "/messages", SOON);
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> log.messages(String.valueOf(gone.id())), lines -> !lines.isEmpty());
            assertThat(log.messages(String.valueOf(gone.id())))
                    .containsExactly(
                            "Channel " + gone.id() + " is not there any more, and nothing can be missed there");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a|b)*c", "(.*a){20}c"})
    void aPatternThatIsTooMuchCostsItsMessageOnly(String pattern) throws Exception {
        discord = DiscordSimulator.start();
        User ada = discord.addUser("Ada");
        Channel general = discord.addGuild("Home").addTextChannel("general");
        try (CapturedLog log = CapturedLog.of(DiscordConsumer.class.getName(), Level.WARN);
                ComponentStage stage = start("&contentPattern=RAW(" + pattern + ")")) {
            Awaitility.await("the first installation is over").atMost(SOON).until(() -> kept.containsKey("base"));
            general.post(ada, "ab".repeat(2_000));
            String fits = "a".repeat(20) + "c";
            String last = String.valueOf(general.post(ada, fits).id());

            Awaitility.await("the search is given up")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> !stage.events().isEmpty());
            assertThat(texts(stage.events())).containsExactly(fits);
            Awaitility.await().atMost(SOON).until(() -> last.equals(kept.get(String.valueOf(general.id()))));
            assertThat(log.messages(String.valueOf(general.id())))
                    .singleElement()
                    .asString()
                    .contains(
                            "contentPattern '" + pattern + "' needs more ",
                            " than there is for a text of 4000 characters: make it simpler, without repetitions in"
                                    + " repetitions");
        }
    }
}
