package org.discordbridge.discord.catchup;

import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.camel.spi.StateRepository;
import org.discordbridge.discord.session.Shard;

/**
 * The things that all shards of a route have in common.
 *
 * @param clock the one thread of everything that is not called on a websocket thread
 * @param newest gives the newest message that is known of any shard: it tells the time
 * @param ready says whether a shard is ready
 * @param mayStore says whether anything may be stored at the moment
 * @param storeClock has watermarks stored
 */
record CatchUpRoute(
        CatchUpOptions options,
        StateRepository<String, String> repository,
        CatchUpTarget sink,
        ScheduledExecutorService clock,
        GapReader reader,
        LongSupplier newest,
        Predicate<Shard> ready,
        BooleanSupplier mayStore,
        StoreClock storeClock) {}
