package org.discordbridge.discord.session;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.event.Actor;
import org.discordbridge.event.Dispatch;
import org.discordbridge.event.EventId;
import org.discordbridge.event.EventType;
import org.discordbridge.event.Place;

/**
 * Makes events of what the gateway dispatches, and delivers them. What nobody wants is not read.
 *
 * <p>One for each shard, called on its websocket thread, in the order of its gateway.
 */
final class Dispatches {
    /** What a guild consists of: megabytes for a large one, and nothing that happened. */
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
    private final Changes changes;
    private final Places places;
    private final DispatchReader reader;
    private final VoiceStates voice = new VoiceStates();
    private final Set<String> guilds = new HashSet<>();
    private String sessionId = "";
    private long lastCached;

    Dispatches(Subscribers subscribers, Changes changes, Places places) {
        this.subscribers = subscribers;
        this.changes = changes;
        this.places = places;
        this.reader = new DispatchReader(places);
    }

    /** A new gateway session: numbers begin anew, and what is in which guild is told anew. */
    void begin(DataObject ready) {
        sessionId = ready.getString("session_id", "");
        lastCached = 0;
        voice.clear();
        guilds.clear();
        guilds.addAll(Json.list(ready, "guilds", DataArray::getObject, guild -> guild.getString("id")));
    }

    /** The identity of a dispatch to which Discord gives none. */
    String identity(long sequence) {
        return EventId.ofDispatch(sessionId, sequence);
    }

    /** What is read by its specification. */
    DispatchHandler.Taker taker(DispatchSpec spec) {
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
            DispatchReader.Before before = reader.before(spec, content);
            Set<String> changed = changes.during(cache);
            deliver(spec, content, before, changed, sequence);
        };
    }

    private void deliver(
            DispatchSpec spec, DataObject content, DispatchReader.Before before, Set<String> changed, long sequence) {
        Payload raw = new Payload(content);
        subscribers.deliver(reader.read(spec, content, before, changed, identity(sequence), raw.get()), raw);
    }

    /**
     * Whether it was not seen before: while a guild is set up, JDA puts what its cache follows aside and takes it again
     * later, with the same number.
     */
    private boolean isFirst(long sequence) {
        if (sequence <= lastCached) {
            return false;
        }
        lastCached = sequence;
        return true;
    }

    void guildCreated(DataObject content, long sequence, Runnable cache) {
        cache.run();
        if (!isFirst(sequence)) {
            return;
        }
        voice.guild(content);
        boolean joined = guilds.add(content.getString("id"));
        EventType type = joined ? EventType.GUILD_JOINED : EventType.GUILD_AVAILABLE;
        if (subscribers.want(type)) {
            Instant since = joined ? Json.instant(content, "joined_at") : null;
            guild(type, "GUILD_CREATE", content, null, since, sequence);
        }
    }

    void guildDeleted(DataObject content, long sequence, Runnable cache) {
        String id = content.getString("id");
        String name = places.of(id, null).guildName();
        cache.run();
        if (!isFirst(sequence)) {
            return;
        }
        boolean outage = content.getBoolean("unavailable", false);
        if (!outage) {
            guilds.remove(id);
        }
        EventType type = outage ? EventType.GUILD_UNAVAILABLE : EventType.GUILD_LEFT;
        if (subscribers.want(type)) {
            guild(type, "GUILD_DELETE", content, name, null, sequence);
        }
    }

    private void guild(
            EventType type, String dispatch, DataObject content, String knownName, Instant when, long sequence) {
        String id = content.getString("id");
        String name = content.getString("name", knownName);
        subscribers.deliver(
                new Dispatch(
                        type,
                        identity(sequence),
                        when == null ? Json.now() : when,
                        dispatch,
                        new Place(id, name, null, null, null, null),
                        Actor.UNKNOWN,
                        null,
                        id,
                        name,
                        null,
                        List.of(),
                        Payload.json(content, PARTS_OF_GUILD)),
                new Payload(content));
    }

    /** VOICE_STATE_UPDATE: the channel is the one that was entered or, of who left, the one that was left. */
    void voice(DataObject content, long sequence, Runnable cache) {
        String guildId = content.getString("guild_id", null);
        if (guildId == null) {
            return;
        }
        String userId = content.getString("user_id");
        String now = content.getString("channel_id", null);
        String before = voice.move(guildId, userId, now);
        EventType type = voiceType(before, now);
        if (!subscribers.want(type)) {
            return;
        }
        DataObject member = content.optObject("member").orElse(null);
        boolean moved = type == EventType.VOICE_MOVED;
        Payload raw = new Payload(content);
        subscribers.deliver(
                new Dispatch(
                        type,
                        identity(sequence),
                        Json.now(),
                        "VOICE_STATE_UPDATE",
                        places.of(guildId, now == null ? before : now),
                        member != null && member.hasKey("user")
                                ? Json.actor(member.getObject("user"), member)
                                : Actor.of(userId),
                        null,
                        moved ? before : null,
                        moved ? places.of(guildId, before).channelName() : null,
                        null,
                        List.of(),
                        raw.get()),
                raw);
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

    /** What has no name: all that is known of it is the payload. */
    void raw(String dispatch, DataObject content, long sequence) {
        Supplier<String> json = new Payload(content);
        String guildId = content.getString("guild_id", null);
        subscribers.deliver(
                new Dispatch(
                        EventType.RAW,
                        identity(sequence),
                        Json.now(),
                        dispatch,
                        places.of(guildId, content.getString("channel_id", null)),
                        Actor.of(content.getString("user_id", null)),
                        content.getString("message_id", null),
                        content.getString("id", null),
                        content.getString("name", null),
                        null,
                        List.of(),
                        json.get()),
                json);
    }
}
