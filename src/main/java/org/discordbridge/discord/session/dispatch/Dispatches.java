package org.discordbridge.discord.session.dispatch;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.discord.session.connect.ShardGate;
import org.discordbridge.discord.session.json.DiscordJson;
import org.discordbridge.discord.session.json.JsonObject;
import org.discordbridge.discord.session.read.DispatchReader;
import org.discordbridge.discord.session.read.DispatchSpec;
import org.discordbridge.discord.session.read.NameLookup;
import org.discordbridge.discord.session.read.RawJson;
import org.discordbridge.discord.session.subscribe.Subscribers;
import org.discordbridge.event.Actor;
import org.discordbridge.event.Dispatch;
import org.discordbridge.event.EventId;
import org.discordbridge.event.EventType;
import org.discordbridge.event.Place;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes events from dispatches of the gateway, and delivers them. A dispatch that nobody wants is not read.
 *
 * <p>One for each shard, called on its websocket thread, in the order of its gateway.
 */
public final class Dispatches {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatches.class);

    /** Parts of a guild: megabytes for a large one, and no news. */
    private static final Set<String> PARTS_OF_GUILD = Set.of(
            "members",
            "channels",
            "threads",
            "roles",
            "presences",
            "voice_states",
            "emojis",
            "stickers",
            "soundboard_sounds",
            "stage_instances",
            "guild_scheduled_events");

    private final Subscribers subscribers;
    private final CacheChanges changes;
    private final NameLookup places;
    private final DispatchReader reader;
    private final VoiceStates voice = new VoiceStates();
    private final ShardGate gate;
    private final Set<String> guilds = new HashSet<>();
    /** Guilds that were there before this process had the shard: that they are there is no news. */
    private final Set<String> told = new HashSet<>();

    private String sessionId = "";
    private long lastCached;
    private boolean isFirst = true;

    public Dispatches(Subscribers subscribers, CacheChanges changes, NameLookup places, ShardGate gate) {
        this.gate = gate;
        this.subscribers = subscribers;
        this.changes = changes;
        this.places = places;
        this.reader = new DispatchReader(places);
    }

    /** Begins a new gateway session: numbers start again, and Discord sends again what is in which guild. */
    public void begin(DataObject ready) {
        sessionId = ready.getString("session_id", "");
        lastCached = 0;
        voice.clear();
        guilds.clear();
        guilds.addAll(JsonObject.of(ready).objects("guilds", guild -> guild.id("id")));
        told.clear();
        if (gate.isHandedOver() && isFirst) {
            told.addAll(guilds);
        }
        isFirst = false;
    }

    /** Makes an identity for a dispatch to which Discord gives none. */
    String identity(long sequence) {
        return EventId.ofDispatch(sessionId, sequence);
    }

    /** Makes a taker that reads a dispatch by its specification. */
    public DispatchHandler.Taker taker(DispatchSpec spec) {
        if (!spec.cached()) {
            return (content, sequence, cache) -> {
                if (subscribers.want(spec.type())) {
                    deliver(spec, content, DispatchReader.Before.UNKNOWN, Set.of(), sequence);
                }
            };
        }
        return (content, sequence, cache) -> {
            if (!isFirst(sequence) || !subscribers.want(spec.type())) {
                cache.run();
                return;
            }
            DispatchReader.Before before = reader.before(spec, JsonObject.of(content));
            Set<String> changed = changes.during(cache);
            deliver(spec, content, before, changed, sequence);
        };
    }

    private void deliver(
            DispatchSpec spec, DataObject content, DispatchReader.Before before, Set<String> changed, long sequence) {
        RawJson raw = new RawJson(content);
        JsonObject d = JsonObject.of(content);
        Dispatch event = reader.read(spec, d, before, changed, identity(sequence), raw.get());
        subscribers.deliver(event, raw);
        d.tell(LOG, spec.name(), event.subjectId());
    }

    /**
     * Returns whether a dispatch comes for the first time. While a guild is set up, JDA puts dispatches aside and
     * handles them again later, with the same number.
     */
    private boolean isFirst(long sequence) {
        if (sequence <= lastCached) {
            return false;
        }
        lastCached = sequence;
        return true;
    }

    public void guildCreated(DataObject content, long sequence, Runnable cache) {
        GuildSieve.guild(content);
        cache.run();
        if (!isFirst(sequence)) {
            return;
        }
        JsonObject d = JsonObject.of(content);
        String id = d.neededId("id");
        if (id == null) {
            LOG.error("GUILD_CREATE is lost: {}", d.faults());
            return;
        }
        voice.guild(id, d);
        boolean joined = guilds.add(id);
        if (joined ? !gate.takes(sequence, () -> DispatchKey.ofJoined(id)) : told.remove(id)) {
            return;
        }
        EventType type = joined ? EventType.GUILD_JOINED : EventType.GUILD_AVAILABLE;
        if (subscribers.want(type)) {
            guild(type, "GUILD_CREATE", content, id, d.text("name"), joined ? d.time("joined_at") : null, sequence);
        }
        d.tell(LOG, "Guild", id);
    }

    public void guildDeleted(DataObject content, long sequence, Runnable cache) {
        JsonObject d = JsonObject.of(content);
        String id = d.neededId("id");
        if (id == null) {
            LOG.error("GUILD_DELETE is lost: {}", d.faults());
            return;
        }
        String name = places.of(id, null).guildName();
        cache.run();
        if (!isFirst(sequence)) {
            return;
        }
        boolean outage = d.flag("unavailable");
        if (!outage) {
            guilds.remove(id);
        }
        EventType type = outage ? EventType.GUILD_UNAVAILABLE : EventType.GUILD_LEFT;
        if (subscribers.want(type)) {
            guild(type, "GUILD_DELETE", content, id, d.text("name", name), null, sequence);
        }
        d.tell(LOG, "The end of guild", id);
    }

    private void guild(
            EventType type, String dispatch, DataObject content, String id, String name, Instant when, long sequence) {
        subscribers.deliver(
                new Dispatch(
                        type,
                        identity(sequence),
                        when == null ? DiscordJson.now() : when,
                        dispatch,
                        new Place(id, name, null, null, null, null),
                        Actor.UNKNOWN,
                        null,
                        id,
                        name,
                        null,
                        List.of(),
                        RawJson.json(content, PARTS_OF_GUILD)),
                new RawJson(content));
    }

    /**
     * Handles VOICE_STATE_UPDATE. The channel of the event is the one that was entered; if somebody left, it is the one
     * that was left.
     */
    public void voice(DataObject content, long sequence, Runnable cache) {
        JsonObject d = JsonObject.of(content);
        String guildId = d.id("guild_id");
        String userId = d.neededId("user_id");
        if (guildId == null || userId == null) {
            // without a guild it belongs to a call between friends
            if (d.faults() != null) {
                LOG.error("VOICE_STATE_UPDATE in guild {} is lost: {}", guildId, d.faults());
            }
            return;
        }
        String now = d.id("channel_id");
        String before = voice.move(guildId, userId, now);
        EventType type = voiceType(before, now);
        if (!subscribers.want(type)) {
            return;
        }
        boolean moved = type == EventType.VOICE_MOVED;
        RawJson raw = new RawJson(content);
        subscribers.deliver(
                new Dispatch(
                        type,
                        identity(sequence),
                        DiscordJson.now(),
                        "VOICE_STATE_UPDATE",
                        places.of(guildId, now == null ? before : now),
                        DiscordJson.member(d.object("member"), userId),
                        null,
                        moved ? before : null,
                        moved ? places.of(guildId, before).channelName() : null,
                        null,
                        List.of(),
                        raw.get()),
                raw);
        d.tell(LOG, "VOICE_STATE_UPDATE of user", userId);
    }

    private static EventType voiceType(String before, String now) {
        if (before == null) {
            return now == null ? EventType.VOICE_UPDATED : EventType.VOICE_JOINED;
        }
        if (now == null) {
            return EventType.VOICE_LEFT;
        }
        return now.equals(before) ? EventType.VOICE_UPDATED : EventType.VOICE_MOVED;
    }

    /** Handles a dispatch that has no name here: only its payload is known. */
    public void raw(String dispatch, DataObject content, long sequence) {
        Supplier<String> json = new RawJson(content);
        JsonObject d = JsonObject.of(content);
        subscribers.deliver(
                new Dispatch(
                        EventType.RAW,
                        identity(sequence),
                        DiscordJson.now(),
                        dispatch,
                        places.of(d.id("guild_id"), d.id("channel_id")),
                        Actor.of(d.id("user_id")),
                        d.id("message_id"),
                        d.text("id"),
                        d.text("name"),
                        null,
                        List.of(),
                        json.get()),
                json);
    }
}
