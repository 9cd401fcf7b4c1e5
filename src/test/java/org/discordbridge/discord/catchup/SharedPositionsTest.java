package org.discordbridge.discord.catchup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.discordbridge.discord.options.SharedStates;
import org.discordbridge.discord.session.SessionSettings;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.connect.Transport;
import org.discordbridge.discord.session.life.DiscordSession;
import org.discordbridge.discord.session.subscribe.ChannelState;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.event.MessageCreatedBuilder;
import org.discordbridge.event.SampleEvents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that takes, gives and drops shards, without a gateway: nothing can be read over REST. */
@Timeout(120)
class SharedPositionsTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration NEVER = Duration.ZERO;
    private static final Shard FIRST = new Shard(0, 2);
    private static final Shard SECOND = new Shard(1, 2);
    private static final String EVEN = guild(2);
    private static final String ODD = guild(3);

    private final Map<String, String> kept = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> came = new CopyOnWriteArrayList<>();
    private final List<Runnable> underWay = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean mayStore = true;
    private final Positions positions = made(0);

    private final class Shared implements SharedStates {
        @Override
        public void refresh() {
            asked.add("refresh");
        }

        @Override
        public boolean flush(Duration within) {
            asked.add("flush " + kept);
            return true;
        }

        @Override
        public void setState(String key, String value) {
            kept.put(key.substring("p.".length()), value);
        }

        @Override
        public String getState(String key) {
            return kept.get(key.substring("p.".length()));
        }

        @Override
        public void start() {}

        @Override
        public void stop() {}
    }

    private final class Sink implements CatchUpTarget {
        @Override
        public boolean wants(MessageCreated message) {
            return true;
        }

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public void add(MessageCreated message, Supplier<String> raw, Runnable done) {
            came.add(message.messageId());
            underWay.add(done);
        }
    }

    private Positions made(long from) {
        DiscordSession session = new DiscordSession(
                new SessionSettings(
                        "none",
                        URI.create("http://localhost:1"),
                        true,
                        2,
                        Duration.ofSeconds(1),
                        10,
                        1000,
                        100,
                        Duration.ofMinutes(10)),
                Transport.OWN);
        return new Positions(
                new CatchUpOptions(from, Duration.ZERO, NEVER),
                new PrefixedStates(new Shared(), "p."),
                session,
                new Sink(),
                clock,
                () -> mayStore);
    }

    @AfterEach
    void stop() {
        clock.shutdownNow();
    }

    private static String guild(long number) {
        return String.valueOf(number << 22);
    }

    private void live(String guild, String channel, long id) {
        positions.live(
                MessageCreatedBuilder.builder(
                                SampleEvents.message(String.valueOf(id), channel, "text", new ArrayList<>()))
                        .guildId(guild)
                        .build(),
                null);
    }

    /** The shard has one guild, with one channel in which nothing was written yet. */
    private void begin(Shard shard, String guild, String channel) {
        positions.began(shard, 1);
        positions.appeared(guild, List.of(new ChannelState(channel, guild, 0)), false);
    }

    private void done() {
        underWay.forEach(Runnable::run);
        underWay.clear();
    }

    private void awaitKept(String key, String value) {
        await().atMost(SOON).until(() -> value.equals(kept.get(key)));
    }

    @Test
    void isTakenWithWhatOthersHaveWrittenByThen() {
        positions.take(FIRST);
        assertThat(asked).containsExactly("refresh");
        begin(FIRST, EVEN, "7");
        positions.take(FIRST);
        assertThat(asked).as("it has it already").containsExactly("refresh");

        // nothing of a shard that others have
        begin(SECOND, ODD, "8");
        live(ODD, "8", 1000);
        assertThat(came).isEmpty();
        live(EVEN, "7", 1001);
        assertThat(came).containsExactly("1001");
    }

    @Test
    void withoutBeingToldAProcessHasTheShardsThatBegin() {
        begin(FIRST, EVEN, "7");
        live(EVEN, "7", 1001);
        live(ODD, "8", 1002);
        assertThat(came).containsExactly("1001");
        assertThat(asked).isEmpty();
    }

    @Test
    void isGivenWhenWhatIsUnderWayIsDone() {
        positions.take(FIRST);
        begin(FIRST, EVEN, "7");
        live(EVEN, "7", 1001);
        live(null, "9", 1002);
        awaitKept("direct-messages", "9");
        CompletableFuture<Void> given = CompletableFuture.runAsync(() -> positions.give(FIRST));
        await().atMost(SOON).until(() -> positions.gaps().behind().isEmpty());
        assertThat(given).isNotDone();
        assertThat(kept).doesNotContainKeys("7", "9");
        done();
        given.join();

        assertThat(kept).containsEntry("7", "1001").containsEntry("9", "1002");
        assertThat(asked).hasSize(2).last().asString().contains("9=1002");
        begin(FIRST, EVEN, "7");
        live(EVEN, "7", 1003);
        assertThat(came).as("it is not taken again by that").containsExactly("1001", "1002");
    }

    @Test
    void directMessagesWaitUntilItIsKnownWhatWasMissedBeforeThem() {
        kept.put("base:0/2", "5");
        kept.put("base:1/2", "5");
        kept.put("direct-messages", "9");
        kept.put("9", "1000");
        CompletableFuture<Void> busy = new CompletableFuture<>();
        clock.execute(busy::join);
        positions.take(FIRST);
        positions.began(FIRST, 0);
        live(null, "9", 1002);
        busy.complete(null);
        assertThat(positions.give(FIRST)).contains(Set.of());

        assertThat(came).isEmpty();
        assertThat(kept).containsEntry("9", "1000");
    }

    @Test
    void nothingIsStoredOfAShardThatWasDropped() {
        positions.take(FIRST);
        positions.take(SECOND);
        begin(FIRST, EVEN, "7");
        begin(SECOND, ODD, "8");
        live(EVEN, "7", 1001);
        live(EVEN, "7", 1002);
        live(ODD, "8", 1003);
        underWay.get(0).run();
        awaitKept("7", "1001");
        positions.drop(FIRST);
        done();
        live(EVEN, "7", 1004);
        awaitKept("8", "1003");
        assertThat(kept).containsEntry("7", "1001").doesNotContainKey("base:0/2");
        assertThat(came).doesNotContain("1004");
        assertThat(positions.gaps().behind()).containsOnlyKeys(ODD);

        kept.put("7", "1500");
        positions.take(FIRST);
        begin(FIRST, EVEN, "7");
        live(EVEN, "7", 1501);
        done();
        awaitKept("7", "1501");
    }

    @Test
    void whatHasMovedWaitsUntilItMayBeStored() {
        mayStore = false;
        positions.take(FIRST);
        begin(FIRST, EVEN, "7");
        live(EVEN, "7", 1001);
        live(null, "9", 1002);
        done();
        // the clock has come to it meanwhile
        positions.give(SECOND);
        CompletableFuture.runAsync(() -> {}, clock).join();
        positions.close();
        assertThat(kept).isEmpty();

        mayStore = true;
        awaitKept("7", "1001");
        awaitKept("9", "1002");
        awaitKept("direct-messages", "9");
    }

    @Test
    void aBaseOfAnotherTotalIsKeptAsItsOwn() {
        kept.put("base", "500;7=400");
        positions.take(SECOND);
        awaitKept("base:1/2", "500;7=400");
        assertThat(kept).containsEntry("totals", "2").containsEntry("base", "500;7=400");
    }

    @Test
    void shardsOfAnotherTotalAreDropped() {
        positions.take(FIRST);
        begin(FIRST, EVEN, "7");
        live(EVEN, "7", 1001);
        positions.take(new Shard(3, 4));
        done();
        positions.began(new Shard(3, 4), 1);
        live(EVEN, "7", 1002);
        positions.appeared(ODD, List.of(new ChannelState("8", ODD, 0)), false);
        live(ODD, "8", 1003);
        done();
        awaitKept("8", "1003");
        assertThat(came).containsExactly("1001", "1003");
        assertThat(kept).doesNotContainKey("7");
    }

    @Test
    void directMessagesBelongToTheFirstShard() {
        kept.put("base:0/2", "500");
        kept.put("base:1/2", "500");
        kept.put("totals", "2");
        positions.take(SECOND);
        positions.began(SECOND, 0);
        // others have met a channel since this process has begun
        kept.put("direct-messages", "9");
        positions.take(FIRST);
        positions.began(FIRST, 0);
        await().atMost(SOON).until(() -> positions.gaps().open() == 1);
        assertThat(positions.gaps().behind()).containsOnlyKeys("dm");
    }
}
