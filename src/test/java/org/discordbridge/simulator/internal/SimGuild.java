package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.GuildLife;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.Permission;
import org.discordbridge.simulator.Role;
import org.discordbridge.simulator.User;

/** A guild; guarded by the world's lock. */
final class SimGuild implements Guild {
    // everything but ADMINISTRATOR, so that overwrites have an effect
    static final long BOT_PERMISSIONS = ((1L << 53) - 1) & ~(1L << 3);

    final World world;
    final List<SimChannel> channels = new ArrayList<>();
    final Map<Long, User> members = new LinkedHashMap<>();
    final Map<Long, String> nicks = new LinkedHashMap<>();
    private final SimGuildLife life;
    private final Map<Long, Instant> joined = new LinkedHashMap<>();
    final Map<Long, Instant> timeouts = new LinkedHashMap<>();
    final Map<Long, Set<Long>> rolesOf = new LinkedHashMap<>();
    final List<Role> roles = new ArrayList<>();
    private final Set<Long> higher = new HashSet<>();
    private long denied;
    private final long id;
    private final long botRole;
    private final Instant botJoined;
    private String name;
    boolean outage;

    SimGuild(World world, long id, String name) {
        this.world = world;
        this.id = id;
        this.name = name;
        this.botRole = world.ids.next();
        this.botJoined = world.clock.instant();
        this.life = new SimGuildLife(this);
        admit(world.bot);
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public String name() {
        synchronized (world) {
            return name;
        }
    }

    @Override
    public Channel addTextChannel(String channelName) {
        return add(channelName, 0);
    }

    @Override
    public Channel addVoiceChannel(String channelName) {
        return add(channelName, 2);
    }

    @Override
    public Channel addAnnouncementChannel(String channelName) {
        return add(channelName, 5);
    }

    @Override
    public Channel addForum(String channelName, String... tags) {
        synchronized (world) {
            SimChannel forum = world.addChannel(this, null, channelName, SimChannel.FORUM);
            for (String tag : tags) {
                forum.tags.put(world.ids.next(), tag);
            }
            world.publish(new Event("CHANNEL_CREATE", id, Intent.GUILDS.mask(), forum.json()));
            return forum;
        }
    }

    @Override
    public Role addRole(String roleName) {
        return addRole(roleName, false);
    }

    @Override
    public Role addHigherRole(String roleName) {
        return addRole(roleName, true);
    }

    private Role addRole(String roleName, boolean above) {
        synchronized (world) {
            Role role = new Role(world.ids.next(), roleName);
            roles.add(role);
            if (above) {
                higher.add(role.id());
            }
            publishRole("CREATE", json(role));
            return role;
        }
    }

    @Override
    public ObjectNode member(User user) {
        synchronized (world) {
            return member(user, true);
        }
    }

    @Override
    public void deny(Permission... permissions) {
        synchronized (world) {
            for (Permission permission : permissions) {
                denied |= permission.mask();
            }
            publishRole("UPDATE", botRole());
        }
    }

    private void publishRole(String what, ObjectNode role) {
        ObjectNode data = Json.object().put("guild_id", Json.id(id));
        data.set("role", role);
        world.publish(new Event("GUILD_ROLE_" + what, id, Intent.GUILDS.mask(), data));
    }

    /** What its roles deny the bot, as a mask. */
    long denied() {
        return denied;
    }

    boolean permits(Permission permission) {
        return (denied & permission.mask()) == 0;
    }

    /** The role of that id, or null; that of everyone is none that can be given. */
    Role role(long roleId) {
        return roles.stream().filter(role -> role.id() == roleId).findFirst().orElse(null);
    }

    /** Whether the bot's own role is above. */
    boolean canManage(Role role) {
        return !higher.contains(role.id());
    }

    private ObjectNode botRole() {
        return role(botRole, world.bot.name(), roles.size() + 1 - higher.size(), BOT_PERMISSIONS & ~denied, true);
    }

    private ObjectNode json(Role role) {
        int position = roles.indexOf(role) + (canManage(role) ? 1 : 2);
        return role(role.id(), role.name(), position, 0, false);
    }

    void publishMember(User user) {
        ObjectNode data = member(user, true).put("guild_id", Json.id(id));
        world.publish(new Event("GUILD_MEMBER_UPDATE", id, Intent.GUILD_MEMBERS.mask(), data));
    }

    @Override
    public List<Channel> channels() {
        synchronized (world) {
            return List.copyOf(channels);
        }
    }

    @Override
    public void addMember(User user) {
        synchronized (world) {
            if (!isMember(user)) {
                admit(user);
                ObjectNode data = member(user, true).put("guild_id", Json.id(id));
                world.publish(new Event("GUILD_MEMBER_ADD", id, Intent.GUILD_MEMBERS.mask(), data));
            }
        }
    }

    @Override
    public void removeMember(User user) {
        synchronized (world) {
            if (members.remove(user.id()) != null) {
                ObjectNode data = Json.object().put("guild_id", Json.id(id));
                data.set("user", Payloads.user(user));
                world.publish(new Event("GUILD_MEMBER_REMOVE", id, Intent.GUILD_MEMBERS.mask(), data));
            }
        }
    }

    @Override
    public void rename(String newName) {
        synchronized (world) {
            name = newName;
            world.publish(new Event("GUILD_UPDATE", id, Intent.GUILDS.mask(), header()));
        }
    }

    @Override
    public GuildLife life() {
        return life;
    }

    @Override
    public void unavailable(boolean down) {
        synchronized (world) {
            outage = down;
            if (down) {
                ObjectNode data = Json.object().put("id", Json.id(id)).put("unavailable", true);
                world.publish(new Event("GUILD_DELETE", id, Intent.GUILDS.mask(), data));
            } else {
                world.publishGuild(this);
            }
        }
    }

    @Override
    public void leave() {
        synchronized (world) {
            world.forget(this);
            ObjectNode data = Json.object().put("id", Json.id(id));
            world.publish(new Event("GUILD_DELETE", id, Intent.GUILDS.mask(), data));
        }
    }

    boolean isMember(User user) {
        return members.containsKey(user.id());
    }

    void admit(User user) {
        members.put(user.id(), user);
        joined.put(user.id(), world.clock.instant());
    }

    /** The member object of a user; events about messages leave the user out. */
    ObjectNode member(User user, boolean withUser) {
        boolean self = user.equals(world.bot);
        ObjectNode json = Json.object()
                .put("nick", nicks.get(user.id()))
                .putNull("avatar")
                .put("joined_at", Payloads.time(joined.getOrDefault(user.id(), botJoined)))
                .putNull("premium_since")
                .put("deaf", false)
                .put("mute", false)
                .put("pending", false)
                .put("flags", 0);
        Instant silent = timeouts.get(user.id());
        json.put("communication_disabled_until", silent == null ? null : Payloads.time(silent));
        ArrayNode own = json.putArray("roles");
        if (self) {
            own.add(Json.id(botRole));
        }
        rolesOf.getOrDefault(user.id(), Set.of()).forEach(role -> own.add(Json.id(role)));
        if (withUser) {
            json.set("user", Payloads.user(user));
        }
        return json;
    }

    /** GUILD_CREATE for a session with these intents. */
    ObjectNode create(long intents) {
        ObjectNode json = header().put("joined_at", Payloads.time(botJoined))
                .put("large", members.size() > 250)
                .put("unavailable", false)
                .put("member_count", members.size());
        ArrayNode list = json.putArray("members");
        boolean everybody = Intent.GUILD_PRESENCES.in(intents) && Intent.GUILD_MEMBERS.in(intents);
        for (User user : members.values()) {
            if (everybody || user.equals(world.bot)) {
                list.add(member(user, true));
            }
        }
        ArrayNode rooms = json.putArray("channels");
        ArrayNode threads = json.putArray("threads");
        for (SimChannel channel : channels) {
            (channel.isThread() ? threads : rooms).add(channel.json());
        }
        json.set("voice_states", Intent.GUILD_VOICE_STATES.in(intents) ? life.voiceStates() : Json.array());
        json.putArray("presences");
        json.putArray("stage_instances");
        json.putArray("guild_scheduled_events");
        json.putArray("soundboard_sounds");
        return json;
    }

    private ObjectNode header() {
        ObjectNode json = Json.object()
                .put("id", Json.id(id))
                .put("name", name)
                .put("owner_id", Json.id(id + 1))
                .putNull("icon")
                .putNull("splash")
                .putNull("description")
                .putNull("banner")
                .putNull("vanity_url_code")
                .putNull("afk_channel_id")
                .putNull("application_id")
                .putNull("system_channel_id")
                .putNull("rules_channel_id")
                .putNull("public_updates_channel_id")
                .putNull("safety_alerts_channel_id")
                .putNull("discovery_splash")
                .put("afk_timeout", 300)
                .put("verification_level", 0)
                .put("default_message_notifications", 0)
                .put("explicit_content_filter", 0)
                .put("mfa_level", 0)
                .put("system_channel_flags", 0)
                .put("premium_tier", 0)
                .put("premium_subscription_count", 0)
                .put("nsfw_level", 0)
                .put("max_members", 500_000)
                .put("preferred_locale", "en-US")
                .put("premium_progress_bar_enabled", false);
        ArrayNode all = json.putArray("roles");
        all.add(role(id, "@everyone", 0, 0x40_0000_0C40L | 1L << 16 | 1L << 20, false));
        all.add(botRole());
        roles.forEach(role -> all.add(json(role)));
        json.putArray("emojis");
        json.putArray("stickers");
        json.putArray("features");
        return json;
    }

    static ObjectNode role(long id, String name, int position, long permissions, boolean managed) {
        ObjectNode role = Json.object()
                .put("id", Json.id(id))
                .put("name", name)
                .put("color", 0)
                .put("hoist", false)
                .putNull("icon")
                .putNull("unicode_emoji")
                .put("position", position)
                .put("permissions", Long.toString(permissions))
                .put("managed", managed)
                .put("mentionable", false)
                .put("flags", 0);
        role.putObject("colors")
                .put("primary_color", 0)
                .putNull("secondary_color")
                .putNull("tertiary_color");
        return role;
    }

    private SimChannel add(String channelName, int type) {
        synchronized (world) {
            SimChannel channel = world.addChannel(this, null, channelName, type);
            world.publish(new Event("CHANNEL_CREATE", id, Intent.GUILDS.mask(), channel.json()));
            return channel;
        }
    }
}
