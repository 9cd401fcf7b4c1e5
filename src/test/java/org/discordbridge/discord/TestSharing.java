package org.discordbridge.discord;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.sharing.Member;
import org.discordbridge.discord.sharing.Membership;
import org.discordbridge.discord.sharing.ShardHost;
import org.discordbridge.discord.sharing.ShardSharing;
import org.discordbridge.discord.sharing.Unheld;

/** Gives one process the shards that a test says, as if others were there. */
final class TestSharing implements ShardSharing, Membership {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final List<Shard> first;
    private volatile ShardHost host;
    private volatile boolean acts = true;
    private volatile boolean heard = true;
    private volatile int processes = 2;
    private volatile int refusedToOthers;

    /** @param first the shards that it has from the start */
    TestSharing(Shard... first) {
        this.first = List.of(first);
    }

    /** Whether what the process tells the others comes through. */
    void hear(boolean now) {
        heard = now;
        if (now) {
            thread.execute(host::mayActAgain);
        }
    }

    /** Whether the process may speak for its shards. */
    void letAct(boolean now) {
        acts = now;
    }

    /** How many processes there are. */
    void processes(int count) {
        processes = count;
    }

    /** How many requests Discord has refused to the others. */
    void refuseOthers(int count) {
        refusedToOthers = count;
    }

    /** Gives the process a shard. */
    void open(Shard shard) {
        thread.execute(() -> host.open(Map.of(shard, new long[0])));
    }

    /** Another process has a shard all at once. */
    void drop(Shard shard) {
        thread.execute(() -> host.drop(shard));
    }

    /** Lets the process give a shard away, and waits until it has. */
    void give(Shard shard) {
        CompletableFuture.supplyAsync(() -> host.give(shard), thread).join().join();
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public Membership join(ShardHost joining) {
        host = joining;
        first.forEach(this::open);
        return this;
    }

    @Override
    public CompletableFuture<Boolean> joined() {
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public boolean mayAct() {
        return acts;
    }

    @Override
    public boolean isHeard() {
        return acts && heard;
    }

    @Override
    public int processes() {
        return processes;
    }

    @Override
    public int refusedRequestsOfOthers() {
        return refusedToOthers;
    }

    @Override
    public CompletableFuture<Void> next(Shard shard) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean goesOnWithout(Shard shard, int closeCode, String reason) {
        return false;
    }

    @Override
    public void leave(Duration within) {
        // nobody takes them
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    @Override
    public List<Member> members() {
        return List.of();
    }

    @Override
    public List<Unheld> unheld() {
        return List.of();
    }
}
