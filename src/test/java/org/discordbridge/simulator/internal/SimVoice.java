package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Entity;
import org.discordbridge.simulator.GuildVoice;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.User;

/** Discord docs, Gateway Events > Voice, Stage Instances. */
final class SimVoice extends GuildPart implements GuildVoice {
    /** Channel of everybody who is in voice. */
    private final Map<Long, Long> inside = new LinkedHashMap<>();

    SimVoice(SimGuild guild) {
        super(guild);
    }

    @Override
    public void enter(User user, Channel channel) {
        synchronized (world) {
            guild.people.join(user);
            inside.put(user.id(), channel.id());
            publish("VOICE_STATE_UPDATE", Intent.GUILD_VOICE_STATES, state(user, false));
        }
    }

    @Override
    public void leave(User user) {
        synchronized (world) {
            if (inside.remove(user.id()) != null) {
                publish("VOICE_STATE_UPDATE", Intent.GUILD_VOICE_STATES, state(user, false));
            }
        }
    }

    @Override
    public void mute(User user, boolean mute) {
        synchronized (world) {
            publish("VOICE_STATE_UPDATE", Intent.GUILD_VOICE_STATES, state(user, mute));
        }
    }

    /** States as GUILD_CREATE has them: without the guild. */
    ArrayNode states() {
        ArrayNode all = Json.array();
        inside.keySet()
                .forEach(user -> all.add(state(guild.people.get(user), false).without("guild_id")));
        return all;
    }

    private ObjectNode state(User user, boolean mute) {
        Long channel = inside.get(user.id());
        ObjectNode state = data().put("user_id", Json.id(user.id()))
                .put("channel_id", channel == null ? null : Json.id(channel))
                .put("session_id", "voice" + user.id())
                .put("deaf", false)
                .put("mute", false)
                .put("self_deaf", false)
                .put("self_mute", mute)
                .put("self_video", false)
                .put("suppress", false)
                .putNull("request_to_speak_timestamp");
        state.set("member", guild.people.json(user, true));
        return state;
    }

    @Override
    public void effect(User user, Channel channel, String emoji) {
        synchronized (world) {
            ObjectNode data = data().put("channel_id", Json.id(channel.id()))
                    .put("user_id", Json.id(user.id()))
                    .put("animation_type", 0)
                    .put("animation_id", 1);
            data.set("emoji", Payloads.emoji(emoji));
            publish("VOICE_CHANNEL_EFFECT_SEND", Intent.GUILD_VOICE_STATES, data);
        }
    }

    @Override
    public void status(Channel channel, String status) {
        synchronized (world) {
            publish(
                    "VOICE_CHANNEL_STATUS_UPDATE",
                    Intent.GUILDS,
                    data().put("id", Json.id(channel.id())).put("status", status));
        }
    }

    @Override
    public void server(String token, String endpoint) {
        synchronized (world) {
            publish("VOICE_SERVER_UPDATE", null, data().put("token", token).put("endpoint", endpoint));
        }
    }

    @Override
    public Entity openStage(Channel channel, String topic) {
        synchronized (world) {
            return entity(
                    "STAGE_INSTANCE",
                    Intent.GUILDS,
                    topic,
                    one -> data().put("id", Json.id(one.id()))
                            .put("channel_id", Json.id(channel.id()))
                            .put("topic", one.name())
                            .put("privacy_level", 2)
                            .put("discoverable_disabled", false)
                            .putNull("guild_scheduled_event_id"));
        }
    }
}
