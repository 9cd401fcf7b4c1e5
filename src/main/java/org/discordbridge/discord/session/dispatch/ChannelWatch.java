package org.discordbridge.discord.session.dispatch;

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
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.session.connect.ShardGate;
import org.discordbridge.discord.session.json.DiscordJson;
import org.discordbridge.discord.session.json.JsonObject;
import org.discordbridge.discord.session.subscribe.ChannelListener;
import org.discordbridge.discord.session.subscribe.ChannelState;
import org.discordbridge.discord.session.subscribe.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from the gateway's JSON which channels there are, and tells the listeners. There is one for all shards: safe
 * for any number of threads.
 */
public final class ChannelWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelWatch.class);
    /**
     * Channel types with messages: text, direct message, voice, announcement, threads, stage (Discord docs, Channel >
     * Channel Types).
     */
    private static final Set<Integer> WITH_MESSAGES = Set.of(0, 2, 5, 10, 11, 12, 13);

    private final List<ChannelListener> watchers = new CopyOnWriteArrayList<>();
    private final Map<String, Consumer<JsonObject>> looks = Map.of(
            "GUILD_CREATE", this::guild,
            "CHANNEL_CREATE", this::one,
            "THREAD_CREATE", this::one,
            "THREAD_LIST_SYNC", this::threads);
    /** Known guilds of the bot. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    public Subscription add(ChannelListener watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    public void began(Shard shard, List<String> guilds) {
        known.removeIf(shard::covers);
        known.addAll(guilds);
        watchers.forEach(watcher -> watcher.began(shard, guilds.size()));
    }

    /** Forgets the guilds of a shard that this process has no more. */
    public void ended(Shard shard) {
        known.removeIf(shard::covers);
    }

    public void heard(Shard shard, Duration ago) {
        watchers.forEach(watcher -> watcher.heard(shard, ago));
    }

    /** Looks at dispatches after the existing handlers. */
    public void take(JDAImpl jda, ShardGate gate, Map<String, SocketHandler> handlers) {
        looks.keySet()
                .forEach(type -> handlers.computeIfPresent(
                        type,
                        (name, original) ->
                                DispatchHandler.after(jda, gate, original, content -> look(type, content, gate))));
    }

    /** Looks at a dispatch that has been handled. Throws nothing. */
    public void look(String type, DataObject content, ShardGate gate) {
        Consumer<JsonObject> action = looks.get(type);
        if (action == null || watchers.isEmpty() || gate.isStopped()) {
            return;
        }
        try {
            action.accept(JsonObject.of(content));
        } catch (RuntimeException e) {
            LOG.error("{} was not understood, its channels are looked at later: {}", type, DiscordJson.problem(e));
        }
    }

    private void threads(JsonObject list) {
        List<ChannelState> threads = states(list.neededId("guild_id"), list, "threads");
        list.tell(LOG, "THREAD_LIST_SYNC of guild", list.id("guild_id"));
        some(threads);
    }

    private void guild(JsonObject guild) {
        String id = guild.id("id");
        if (id == null || guild.flag("unavailable")) {
            return;
        }
        List<ChannelState> channels = new ArrayList<>(states(id, guild, "channels"));
        channels.addAll(states(id, guild, "threads"));
        guild.tell(LOG, "Guild", id);
        boolean joined = known.add(id);
        watchers.forEach(watcher -> watcher.appeared(id, channels, joined));
    }

    private void one(JsonObject channel) {
        String guildId = channel.id("guild_id");
        ChannelState state = guildId == null ? null : state(guildId, channel);
        channel.tell(LOG, "Channel", channel.id("id"));
        if (state != null) {
            some(List.of(state));
        }
    }

    private void some(List<ChannelState> channels) {
        watchers.forEach(watcher -> watcher.appeared(channels));
    }

    /** Reads channels that may have messages from a list of REST; one that cannot be read is left out. */
    public static List<ChannelState> states(String guildId, DataArray channels) {
        JsonObject all = JsonObject.of(DataObject.empty().put("channels", channels));
        List<ChannelState> states = states(guildId, all, "channels");
        all.tell(LOG, "The list of channels of guild", guildId);
        return states;
    }

    private static List<ChannelState> states(String guildId, JsonObject of, String key) {
        return of.objects(key, channel -> state(guildId, channel));
    }

    /** Reads a channel; null if it cannot have messages, or cannot be read. */
    private static ChannelState state(String guildId, JsonObject channel) {
        String id = WITH_MESSAGES.contains(channel.integer("type", -1)) ? channel.neededId("id") : null;
        String last = channel.id("last_message_id");
        return id == null ? null : new ChannelState(id, guildId, last == null ? 0 : Long.parseUnsignedLong(last));
    }
}
