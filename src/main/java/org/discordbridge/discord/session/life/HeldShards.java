package org.discordbridge.discord.session.life;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.discordbridge.discord.session.SessionSettings;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.connect.GatewayAddress;
import org.discordbridge.discord.session.dispatch.DispatchKey;
import org.discordbridge.discord.session.subscribe.IntentsNeeded;
import org.discordbridge.discord.session.subscribe.RouteNeeds;

/**
 * Holds the shards that this process has, or is about to have. A shard is prepared, served and opened, in this order; when
 * another process is to have it, it is stopped and ended. Safe for any number of threads.
 */
public final class HeldShards {
    private final DiscordSession session;
    private final SessionSettings settings;
    private final EarlyConnection advance;
    private final Lifecycle life;
    private final ShardReports reports;
    private final Map<Shard, Gateway> gateways = new ConcurrentHashMap<>();

    HeldShards(
            DiscordSession session,
            SessionSettings settings,
            EarlyConnection advance,
            Lifecycle life,
            ShardReports reports) {
        this.session = session;
        this.settings = settings;
        this.advance = advance;
        this.life = life;
        this.reports = reports;
    }

    /**
     * Begins to connect a shard, whose events wait until it is opened. Does nothing if that is begun.
     *
     * @param wanted the events that subscribers will want
     * @return completes when Discord has begun the session, on the websocket thread
     * @throws org.discordbridge.discord.session.SessionException if the login fails, which is made if it was not
     */
    public CompletableFuture<Void> prepare(Shard shard, Collection<RouteNeeds> wanted) {
        // those are handed over when the last of the new ones is connected, which may be one every five seconds
        gateways.values().stream()
                .filter(gateway -> gateway.shard().of() != shard.of())
                .forEach(gateway -> gateway.gate().rememberLonger());
        return gateways.computeIfAbsent(
                        shard, absent -> Gateway.connect(session, settings, advance.logIn(), absent, wanted))
                .gate()
                .arrived();
    }

    /** Begins to connect all shards. */
    List<Gateway> connectAll(Connection connection, Collection<RouteNeeds> wanted) {
        return Shard.all(connection.logIn().gateway().shards()).stream()
                .map(shard -> Gateway.connect(session, settings, connection, shard, wanted))
                .toList();
    }

    /**
     * Returns what Discord has said of its gateway at the login, which is made if it was not.
     *
     * @throws org.discordbridge.discord.session.SessionException if Discord refuses or does not answer
     */
    public GatewayAddress gateway() {
        return advance.logIn().logIn().gateway();
    }

    /** Asks Discord for the number of shards that it recommends now; 0 if it does not answer, or if the number is set. */
    public int recommended() {
        return settings.shards() > 0 ? 0 : advance.logIn().logIn().recommendedShards(settings);
    }

    /** Ends the waiting of shards that were not opened, so that they can be closed. */
    void dismiss() {
        gateways.values().forEach(gateway -> gateway.gate().dismiss());
    }

    void prepared(Collection<Gateway> begun) {
        begun.forEach(gateway -> gateways.put(gateway.shard(), gateway));
    }

    /** Returns whether a shard was prepared for other intents than these needs have. */
    public boolean isPreparedForOthers(Shard shard, Collection<RouteNeeds> wanted) {
        Gateway gateway = gateways.get(shard);
        return gateway != null && !IntentsNeeded.of(gateway.wanted()).equals(IntentsNeeded.of(wanted));
    }

    /** Counts prepared shards among those of the session, which is not ready until they are. */
    public void serve(Collection<Shard> shards, Collection<RouteNeeds> wanted) {
        life.serve(shards, IntentsNeeded.of(wanted).stream().map(Enum::name).collect(Collectors.toSet()));
    }

    /** Lets the events of a shard in, but for those that another process has handled, by their keys. */
    public void open(Shard shard, long[] handled) {
        Gateway gateway = gateways.get(shard);
        if (gateway != null) {
            gateway.gate().open(handled);
        }
    }

    /** Lets no event of a shard in any more. Returns the keys of those that came in the last seconds. */
    public long[] stop(Shard shard) {
        Gateway gateway = gateways.get(shard);
        return gateway == null ? new long[0] : gateway.gate().stop();
    }

    /** Adds the keys of messages that were not let in here, but read, to those of what was let in. */
    public static long[] withRead(long[] letIn, Collection<String> messageIds) {
        return LongStream.concat(LongStream.of(letIn), messageIds.stream().mapToLong(DispatchKey::ofMessage))
                .toArray();
    }

    /** Ends the connection of a shard, which this process does not have any more. */
    public void end(Shard shard) {
        Gateway gateway = gateways.remove(shard);
        if (gateway != null) {
            gateway.end();
            reports.gone(shard);
        }
    }
}
