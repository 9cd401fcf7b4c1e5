package org.discordbridge.discord.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.internal.JDAImpl;
import net.dv8tion.jda.internal.handle.SocketHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from the gateway's JSON which channels there are, and tells the watchers. One for all shards: safe for any number of
 * threads.
 */
final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    /** Text, direct message, voice, announcement, threads, stage (Discord docs, Channel > Channel Types). */
    private static final Set<Integer> WITH_MESSAGES = Set.of(0, 2, 5, 10, 11, 12, 13);

    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    /** Guilds that the bot is in, as far as was told. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    Subscription add(Watcher watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    void began(Shard shard, List<String> guilds) {
        known.removeIf(shard::covers);
        known.addAll(guilds);
        watchers.forEach(watcher -> watcher.began(shard, guilds.size()));
    }

    void heard(Shard shard, Duration ago) {
        watchers.forEach(watcher -> watcher.heard(shard, ago));
    }

    /** Looks at what comes by on its way to the handlers that are there already. */
    void take(JDAImpl jda, Map<String, SocketHandler> handlers) {
        after(jda, handlers, "GUILD_CREATE", this::guild);
        after(jda, handlers, "CHANNEL_CREATE", this::one);
        after(jda, handlers, "THREAD_CREATE", this::one);
        after(
                jda,
                handlers,
                "THREAD_LIST_SYNC",
                content -> some(states(
                        content.getString("guild_id"),
                        content.optArray("threads").orElse(null))));
    }

    private void after(JDAImpl jda, Map<String, SocketHandler> handlers, String type, Consumer<DataObject> action) {
        handlers.computeIfPresent(
                type,
                (name, original) -> DispatchHandler.after(jda, original, content -> {
                    try {
                        if (!watchers.isEmpty()) {
                            action.accept(content);
                        }
                    } catch (RuntimeException e) {
                        LOG.error("{} was not understood, its channels are looked at later: {}", type, Json.problem(e));
                    }
                }));
    }

    private void guild(DataObject guild) {
        String id = guild.getString("id");
        if (guild.getBoolean("unavailable", false)) {
            return;
        }
        List<ChannelState> channels =
                new ArrayList<>(states(id, guild.optArray("channels").orElse(null)));
        channels.addAll(states(id, guild.optArray("threads").orElse(null)));
        boolean joined = known.add(id);
        watchers.forEach(watcher -> watcher.appeared(id, channels, joined));
    }

    private void one(DataObject channel) {
        String guildId = channel.getString("guild_id", null);
        if (guildId != null && WITH_MESSAGES.contains(channel.getInt("type", -1))) {
            some(List.of(state(guildId, channel)));
        }
    }

    private void some(List<ChannelState> channels) {
        watchers.forEach(watcher -> watcher.appeared(channels));
    }

    static List<ChannelState> states(String guildId, DataArray channels) {
        return channels == null
                ? List.of()
                : channels.stream(DataArray::getObject)
                        .filter(channel -> WITH_MESSAGES.contains(channel.getInt("type", -1)))
                        .map(channel -> state(guildId, channel))
                        .toList();
    }

    private static ChannelState state(String guildId, DataObject channel) {
        return new ChannelState(
                channel.getString("id"),
                guildId,
                channel.isNull("last_message_id") ? 0 : channel.getUnsignedLong("last_message_id"));
    }
}
