package org.discordbridge.bridge;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.SimulatorBuilder;

/**
 * Three bridges with one token, and people who write and react in 200 guilds while a service answers; then it is counted
 * at both ends. What was counted is printed.
 *
 * <p>{@code -Dchaos.rounds=N} makes trouble more often, {@code -Dchaos.rate=N} lets people write so many messages a
 * second, and {@code -Dchaos.seed=N} repeats a run.
 */
final class BridgesScene implements AutoCloseable {
    static final int ROUNDS = Integer.getInteger("chaos.rounds", 3);
    static final long SEED = ChaosIT.seed();
    static final int SHARDS = 16;
    static final int GUILDS = 200;
    /** Messages a second; a machine of two cores, with everything else on it as well, bears not much more. */
    static final int MESSAGES = Integer.getInteger("chaos.rate", 200);

    static final int ANSWERS = 20;
    /** What is written and answered in a second. */
    static final int SECOND = MESSAGES + ANSWERS;

    private final Stage stage;
    private final Crowd crowd;
    private final Fleet fleet;

    private BridgesScene(Stage stage, Path folders, int shards) {
        this.stage = stage;
        stage.kafka().createTopic(stage.commands(), 3);
        stage.kafka().createTopic(stage.events(), 3);
        stage.kafka().createTopic(stage.responses(), 6);
        crowd = new Crowd(stage, GUILDS, SEED);
        fleet = new Fleet(stage, folders, shards);
        for (int i = 0; i < 3; i++) {
            fleet.add();
        }
    }

    /** A Discord that divides the guilds among so many shards, of which so many may begin a session at a time. */
    static SimulatorBuilder discord(int shards, int concurrency) {
        return DiscordSimulator.builder()
                .shards(shards)
                .maxConcurrency(concurrency)
                .identifyLimit();
    }

    /** A scene whose bridges are not started. */
    static BridgesScene of(
            SimulatorBuilder discord,
            int shards,
            KafkaServer kafka,
            RegistryServer registry,
            S3Server s3,
            Path folders) {
        return new BridgesScene(Stage.on(discord.start(), kafka, registry, s3), folders, shards);
    }

    /** Starts the bridges, and waits until they share all shards. */
    BridgesScene start() {
        fleet.start();
        return this;
    }

    /** Lets people write and react, and the service answer. */
    BridgesScene begin() {
        crowd.begin(MESSAGES, ANSWERS);
        return this;
    }

    DiscordSimulator discord() {
        return stage.discord();
    }

    Crowd crowd() {
        return crowd;
    }

    Fleet fleet() {
        return fleet;
    }

    /** Prints what came. */
    static Tally count(Tally tally) {
        tell(tally.toString());
        return tally;
    }

    static void tell(String what) {
        System.out.println("Bridges: " + what);
    }

    /** The time since then, by {@link System#nanoTime}, in words. */
    static String since(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos) + " ms";
    }

    @Override
    public void close() {
        crowd.close();
        fleet.close();
        stage.close();
    }
}
