package org.discordbridge.discord.session.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.utils.SessionController.SessionConnectNode;
import org.discordbridge.discord.session.Shard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectQueueTest {
    private static final Shard SHARD = new Shard(1, 2);

    private final BlockingQueue<CompletableFuture<Void>> turns = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> made = new LinkedBlockingQueue<>();
    private final List<String> unreached = new ArrayList<>();
    private final ConnectQueue queue = new ConnectQueue(
            "wss://gateway",
            SHARD,
            shard -> {
                assertThat(shard).isEqualTo(SHARD);
                CompletableFuture<Void> turn = new CompletableFuture<>();
                turns.add(turn);
                return turn;
            },
            unreached::add);

    @Test
    void theFirstConnectionIsHeldBackAndThenWaitsForItsTurn() throws Exception {
        queue.appendSession(new Node("first", 0));
        assertThat(turns).isEmpty();
        queue.release();
        CompletableFuture<Void> turn = turn();
        assertThat(made).isEmpty();
        turn.complete(null);

        assertThat(made()).isEqualTo("first");
        queue.appendSession(new Node("second", 0));
        turn().complete(null);
        assertThat(made()).isEqualTo("second");
        assertThat(turns).isEmpty();
    }

    @Test
    void whatIsRemovedBeforeItBeginsIsNotMade() {
        Node node = new Node("first", 0);
        queue.appendSession(node);
        queue.removeSession(node);
        queue.release();

        assertThat(turns).isEmpty();
        assertThat(made).isEmpty();
    }

    @Test
    void identifyWaitsForATurnOfItsOwnIfNoneIsLeft() throws Exception {
        CompletableFuture<Void> identified = CompletableFuture.runAsync(queue::awaitTurn);
        CompletableFuture<Void> turn = turn();
        assertThat(identified).isNotDone();
        turn.complete(null);
        identified.get(30, TimeUnit.SECONDS);

        CompletableFuture<Void> again = CompletableFuture.runAsync(queue::awaitTurn);
        turn().complete(null);
        again.get(30, TimeUnit.SECONDS);
    }

    @Test
    void aConnectionThatCannotBeMadeIsTriedAgainWithTheSameTurn() throws Exception {
        queue.release();
        queue.appendSession(new Node("first", 1));
        turn().complete(null);

        assertThat(made()).isEqualTo("first");
        assertThat(unreached).containsExactly("no connection to wss://gateway: refused");
        assertThat(turns).isEmpty();
    }

    private CompletableFuture<Void> turn() throws InterruptedException {
        CompletableFuture<Void> turn = turns.poll(30, TimeUnit.SECONDS);
        assertThat(turn).as("a turn").isNotNull();
        return turn;
    }

    private String made() throws InterruptedException {
        return made.poll(30, TimeUnit.SECONDS);
    }

    /** Is a connection that JDA wants, and that cannot be made some times. */
    private final class Node implements SessionConnectNode {
        private final String name;
        private int failures;

        private Node(String name, int failures) {
            this.name = name;
            this.failures = failures;
        }

        @Override
        public boolean isReconnect() {
            return false;
        }

        @Override
        public JDA getJDA() {
            return null;
        }

        @Override
        public JDA.ShardInfo getShardInfo() {
            return new JDA.ShardInfo(SHARD.number(), SHARD.of());
        }

        @Override
        public void run(boolean isLast) {
            if (failures-- > 0) {
                throw new IllegalStateException(new java.io.IOException("refused"));
            }
            made.add(name);
        }
    }
}
