package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.stream.Collectors;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Entity;
import org.discordbridge.simulator.GuildLife;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.Role;
import org.discordbridge.simulator.User;

/** Discord docs, Gateway Events > Receive Events. Guarded by the world's lock. */
final class SimGuildLife implements GuildLife {
    private final SimGuild guild;
    private final World world;
    /** Channel of everybody who is in voice. */
    private final Map<Long, Long> voice = new LinkedHashMap<>();

    SimGuildLife(SimGuild guild) {
        this.guild = guild;
        this.world = guild.world;
    }

    @Override
    public Entity addRole(String name) {
        synchronized (world) {
            SimEntity role = new SimEntity(
                    guild,
                    "GUILD_ROLE",
                    Intent.GUILDS,
                    name,
                    one -> data().set("role", SimGuild.role(one.id(), one.name(), 1, 0, false)),
                    one -> data().put("role_id", Json.id(one.id())),
                    one -> guild.roles.removeIf(known -> known.id() == one.id()));
            guild.roles.add(new Role(role.id(), name));
            return role.created();
        }
    }

    @Override
    public void setRoles(User member, Entity... roles) {
        synchronized (world) {
            admit(member);
            guild.rolesOf.put(
                    member.id(),
                    Arrays.stream(roles).map(Entity::id).collect(Collectors.toCollection(LinkedHashSet::new)));
            memberUpdate(member);
        }
    }

    @Override
    public void setNick(User member, String nick) {
        synchronized (world) {
            admit(member);
            guild.nicks.put(member.id(), nick);
            memberUpdate(member);
        }
    }

    private void memberUpdate(User member) {
        // about itself, a bot is told without the intent (Discord docs, Gateway > Caveats)
        long intents = member.equals(world.bot) ? 0 : Intent.GUILD_MEMBERS.mask();
        world.publish(new Event(
                "GUILD_MEMBER_UPDATE",
                guild.id(),
                intents,
                guild.member(member, true).put("guild_id", Json.id(guild.id()))));
    }

    @Override
    public void ban(User user) {
        synchronized (world) {
            guild.removeMember(user);
            publish("GUILD_BAN_ADD", Intent.GUILD_MODERATION, data().set("user", Payloads.user(user)));
        }
    }

    @Override
    public void unban(User user) {
        synchronized (world) {
            publish("GUILD_BAN_REMOVE", Intent.GUILD_MODERATION, data().set("user", Payloads.user(user)));
        }
    }

    @Override
    public void presence(User user, String status) {
        synchronized (world) {
            ObjectNode data = data().put("status", status);
            data.putObject("user").put("id", Json.id(user.id()));
            data.putArray("activities");
            data.putObject("client_status").put("desktop", status);
            publish("PRESENCE_UPDATE", Intent.GUILD_PRESENCES, data);
        }
    }

    @Override
    public void enterVoice(User user, Channel channel) {
        synchronized (world) {
            admit(user);
            voice.put(user.id(), channel.id());
            publish("VOICE_STATE_UPDATE", Intent.GUILD_VOICE_STATES, state(user, false));
        }
    }

    @Override
    public void leaveVoice(User user) {
        synchronized (world) {
            if (voice.remove(user.id()) != null) {
                publish("VOICE_STATE_UPDATE", Intent.GUILD_VOICE_STATES, state(user, false));
            }
        }
    }

    @Override
    public void muteVoice(User user, boolean mute) {
        synchronized (world) {
            publish("VOICE_STATE_UPDATE", Intent.GUILD_VOICE_STATES, state(user, mute));
        }
    }

    /** States as GUILD_CREATE has them: without the guild. */
    ArrayNode voiceStates() {
        ArrayNode states = Json.array();
        voice.keySet()
                .forEach(
                        user -> states.add(state(guild.members.get(user), false).without("guild_id")));
        return states;
    }

    private ObjectNode state(User user, boolean mute) {
        Long channel = voice.get(user.id());
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
        state.set("member", guild.member(user, true));
        return state;
    }

    @Override
    public void voiceEffect(User user, Channel channel, String emoji) {
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
    public void voiceStatus(Channel channel, String status) {
        synchronized (world) {
            publish(
                    "VOICE_CHANNEL_STATUS_UPDATE",
                    Intent.GUILDS,
                    data().put("id", Json.id(channel.id())).put("status", status));
        }
    }

    @Override
    public void voiceServer(String token, String endpoint) {
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

    @Override
    public Entity addSound(String name) {
        synchronized (world) {
            return new SimEntity(
                            guild,
                            "GUILD_SOUNDBOARD_SOUND",
                            Intent.GUILD_EXPRESSIONS,
                            name,
                            one -> sound(one.id(), one.name()),
                            one -> data().put("sound_id", Json.id(one.id())),
                            one -> {})
                    .created();
        }
    }

    @Override
    public void updateSounds() {
        synchronized (world) {
            ObjectNode data = data();
            data.putArray("soundboard_sounds").add(sound(world.ids.next(), "drum"));
            publish("GUILD_SOUNDBOARD_SOUNDS_UPDATE", Intent.GUILD_EXPRESSIONS, data);
        }
    }

    private ObjectNode sound(long id, String name) {
        return data().put("sound_id", Json.id(id))
                .put("name", name)
                .put("volume", 1.0)
                .putNull("emoji_id")
                .put("emoji_name", "🥁")
                .put("available", true);
    }

    @Override
    public void setEmojis(String... names) {
        synchronized (world) {
            ObjectNode data = data();
            ArrayNode emojis = data.putArray("emojis");
            for (String name : names) {
                ObjectNode emoji = emojis.addObject()
                        .put("id", Json.id(world.ids.next()))
                        .put("name", name)
                        .put("require_colons", true)
                        .put("managed", false)
                        .put("animated", false)
                        .put("available", true);
                emoji.putArray("roles");
            }
            publish("GUILD_EMOJIS_UPDATE", Intent.GUILD_EXPRESSIONS, data);
        }
    }

    @Override
    public void setStickers(String... names) {
        synchronized (world) {
            ObjectNode data = data();
            ArrayNode stickers = data.putArray("stickers");
            for (String name : names) {
                stickers.addObject()
                        .put("id", Json.id(world.ids.next()))
                        .put("guild_id", Json.id(guild.id()))
                        .put("name", name)
                        .put("description", "")
                        .put("tags", "wave")
                        .put("type", 2)
                        .put("format_type", 1)
                        .put("available", true);
            }
            publish("GUILD_STICKERS_UPDATE", Intent.GUILD_EXPRESSIONS, data);
        }
    }

    @Override
    public Entity schedule(User by, String name) {
        synchronized (world) {
            return entity("GUILD_SCHEDULED_EVENT", Intent.GUILD_SCHEDULED_EVENTS, name, one -> {
                ObjectNode data = data().put("id", Json.id(one.id()))
                        .putNull("channel_id")
                        .put("creator_id", Json.id(by.id()))
                        .put("name", one.name())
                        .putNull("description")
                        .put("scheduled_start_time", time(Duration.ofDays(1)))
                        .put("scheduled_end_time", time(Duration.ofDays(2)))
                        .put("privacy_level", 2)
                        .put("status", 1)
                        .put("entity_type", 3)
                        .putNull("entity_id")
                        .put("user_count", 0)
                        .putNull("image")
                        .putNull("recurrence_rule");
                data.putObject("entity_metadata").put("location", "the harbour");
                data.set("creator", Payloads.user(by));
                return data;
            });
        }
    }

    @Override
    public void interested(User user, Entity scheduled) {
        interest("GUILD_SCHEDULED_EVENT_USER_ADD", user, scheduled);
    }

    @Override
    public void notInterested(User user, Entity scheduled) {
        interest("GUILD_SCHEDULED_EVENT_USER_REMOVE", user, scheduled);
    }

    private void interest(String dispatch, User user, Entity scheduled) {
        synchronized (world) {
            publish(
                    dispatch,
                    Intent.GUILD_SCHEDULED_EVENTS,
                    data().put("guild_scheduled_event_id", Json.id(scheduled.id()))
                            .put("user_id", Json.id(user.id())));
        }
    }

    @Override
    public Entity addRule(User by, String name) {
        synchronized (world) {
            return entity("AUTO_MODERATION_RULE", Intent.AUTO_MODERATION_CONFIGURATION, name, one -> {
                ObjectNode data = data().put("id", Json.id(one.id()))
                        .put("name", one.name())
                        .put("creator_id", Json.id(by.id()))
                        .put("event_type", 1)
                        .put("trigger_type", 1)
                        .put("enabled", true);
                data.putObject("trigger_metadata").putArray("keyword_filter").add("word");
                data.putArray("actions").addObject().put("type", 1).putObject("metadata");
                data.putArray("exempt_roles");
                data.putArray("exempt_channels");
                return data;
            });
        }
    }

    @Override
    public void block(Entity rule, User author, Channel channel, String text, String keyword) {
        synchronized (world) {
            ObjectNode full = data().put("rule_id", Json.id(rule.id()))
                    .put("rule_trigger_type", 1)
                    .put("user_id", Json.id(author.id()))
                    .put("channel_id", Json.id(channel.id()))
                    .put("content", text)
                    .put("matched_keyword", keyword)
                    .put("matched_content", keyword);
            full.putObject("action").put("type", 1).putObject("metadata");
            ObjectNode stripped = full.deepCopy().put("content", "").put("matched_content", "");
            world.publish(new Event(
                    "AUTO_MODERATION_ACTION_EXECUTION",
                    guild.id(),
                    Intent.AUTO_MODERATION_EXECUTION.mask(),
                    full,
                    stripped));
        }
    }

    @Override
    public long audit(User by, Channel renamed, String before, String reason) {
        synchronized (world) {
            long id = world.ids.next();
            ObjectNode data = data().put("id", Json.id(id))
                    .put("target_id", Json.id(renamed.id()))
                    .put("user_id", Json.id(by.id()))
                    .put("action_type", 11)
                    .put("reason", reason);
            data.putArray("changes")
                    .addObject()
                    .put("key", "name")
                    .put("old_value", before)
                    .put("new_value", renamed.name());
            publish("GUILD_AUDIT_LOG_ENTRY_CREATE", Intent.GUILD_MODERATION, data);
            return id;
        }
    }

    @Override
    public String invite(User by, Channel channel) {
        synchronized (world) {
            String code = Long.toString(world.ids.next(), 36);
            ObjectNode data = data().put("channel_id", Json.id(channel.id()))
                    .put("code", code)
                    .put("created_at", Payloads.time(world.clock.instant()))
                    .put("max_age", 86_400)
                    .put("max_uses", 0)
                    .put("temporary", false)
                    .put("uses", 0)
                    .put("expires_at", time(Duration.ofDays(1)));
            data.set("inviter", Payloads.user(by));
            publish("INVITE_CREATE", Intent.GUILD_INVITES, data);
            return code;
        }
    }

    @Override
    public void deleteInvite(Channel channel, String code) {
        synchronized (world) {
            publish(
                    "INVITE_DELETE",
                    Intent.GUILD_INVITES,
                    data().put("channel_id", Json.id(channel.id())).put("code", code));
        }
    }

    @Override
    public Entity addIntegration(User by, String name) {
        synchronized (world) {
            Entity integration = entity("INTEGRATION", Intent.GUILD_INTEGRATIONS, name, one -> {
                ObjectNode data = data().put("id", Json.id(one.id()))
                        .put("name", one.name())
                        .put("type", "twitch")
                        .put("enabled", true);
                data.putObject("account").put("id", "1").put("name", one.name());
                data.set("user", Payloads.user(by));
                return data;
            });
            publish("GUILD_INTEGRATIONS_UPDATE", Intent.GUILD_INTEGRATIONS, data());
            return integration;
        }
    }

    @Override
    public void restrictCommand(long commandId) {
        synchronized (world) {
            ObjectNode data = data().put("id", Json.id(commandId)).put("application_id", Json.id(world.bot.id()));
            data.putArray("permissions")
                    .addObject()
                    .put("id", Json.id(guild.id()))
                    .put("type", 1)
                    .put("permission", false);
            publish("APPLICATION_COMMAND_PERMISSIONS_UPDATE", null, data);
        }
    }

    @Override
    public Entity entitle(User user) {
        synchronized (world) {
            return entity(
                    "ENTITLEMENT",
                    null,
                    "900",
                    one -> data().put("id", Json.id(one.id()))
                            .put("sku_id", one.name())
                            .put("application_id", Json.id(world.bot.id()))
                            .put("user_id", Json.id(user.id()))
                            .put("type", 8)
                            .put("deleted", false)
                            .put("consumed", false)
                            .putNull("starts_at")
                            .putNull("ends_at"));
        }
    }

    @Override
    public void archive(Channel thread) {
        synchronized (world) {
            ObjectNode data = ((SimChannel) thread).json();
            ((ObjectNode) data.get("thread_metadata")).put("archived", true);
            publish("THREAD_UPDATE", Intent.GUILDS, data);
        }
    }

    @Override
    public void addToThread(Channel thread, User user) {
        synchronized (world) {
            ObjectNode data = data().put("id", Json.id(thread.id())).put("member_count", 2);
            ObjectNode member = data.putArray("added_members").addObject();
            threadMember(member, thread, user).set("member", guild.member(user, true));
            publish("THREAD_MEMBERS_UPDATE", user.equals(world.bot) ? Intent.GUILDS : Intent.GUILD_MEMBERS, data);
        }
    }

    @Override
    public void muteThread(Channel thread) {
        synchronized (world) {
            publish("THREAD_MEMBER_UPDATE", Intent.GUILDS, threadMember(data(), thread, world.bot));
        }
    }

    @Override
    public void syncThreads(Channel channel) {
        synchronized (world) {
            ObjectNode data = data();
            data.putArray("channel_ids").add(Json.id(channel.id()));
            ArrayNode threads = data.putArray("threads");
            guild.channels.stream()
                    .filter(thread -> thread.parent == channel)
                    .forEach(thread -> threads.add(thread.json()));
            data.putArray("members");
            publish("THREAD_LIST_SYNC", Intent.GUILDS, data);
        }
    }

    private ObjectNode threadMember(ObjectNode member, Channel thread, User user) {
        return member.put("id", Json.id(thread.id()))
                .put("user_id", Json.id(user.id()))
                .put("join_timestamp", Payloads.time(world.clock.instant()))
                .put("flags", 1);
    }

    /** An entity whose deletion is dispatched with all its data. */
    private SimEntity entity(
            String dispatch, Intent intent, String name, java.util.function.Function<SimEntity, ObjectNode> json) {
        return new SimEntity(guild, dispatch, intent, name, json, json, one -> {}).created();
    }

    private void admit(User user) {
        if (!guild.isMember(user)) {
            guild.admit(user);
        }
    }

    private String time(Duration fromNow) {
        return Payloads.time(world.clock.instant().plus(fromNow));
    }

    private ObjectNode data() {
        return Json.object().put("guild_id", Json.id(guild.id()));
    }

    private void publish(String dispatch, Intent intent, ObjectNode data) {
        world.publish(new Event(dispatch, guild.id(), intent == null ? 0 : intent.mask(), data));
    }
}
