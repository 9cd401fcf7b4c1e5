package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Entity;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.GuildLife;
import org.discordbridge.simulator.GuildMembers;
import org.discordbridge.simulator.GuildModeration;
import org.discordbridge.simulator.GuildThreads;
import org.discordbridge.simulator.GuildVoice;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.Permission;
import org.discordbridge.simulator.User;

/** A guild; guarded by the world's lock. */
final class SimGuild implements Guild {
    final World world;
    final List<SimChannel> channels = new ArrayList<>();
    final SimRoles roles;
    final SimPeople people;
    final SimExpressions expressions;
    final SimInvites invites;
    final User owner;
    private final SimVoice voice;
    private final SimThreads threads;
    private final SimModeration moderation;
    private final SimGuildLife life;
    private final long id;
    private String name;
    boolean outage;

    SimGuild(World world, long id, String name) {
        this.world = world;
        this.id = id;
        this.name = name;
        this.roles = new SimRoles(this);
        this.owner = world.account(world.ids.nextLasting(), "owner");
        this.people = new SimPeople(this);
        this.expressions = new SimExpressions(this);
        this.invites = new SimInvites(this);
        this.voice = new SimVoice(this);
        this.threads = new SimThreads(this);
        this.moderation = new SimModeration(this);
        this.life = new SimGuildLife(this);
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
            SimChannel forum = make(channelName, SimChannel.FORUM);
            for (String tag : tags) {
                forum.tags.put(world.ids.nextLasting(), tag);
            }
            forum.announce();
            return forum;
        }
    }

    @Override
    public Entity addRole(String roleName) {
        synchronized (world) {
            return roles.add(roleName, false);
        }
    }

    @Override
    public Entity addHigherRole(String roleName) {
        synchronized (world) {
            return roles.add(roleName, true);
        }
    }

    @Override
    public ObjectNode member(User user) {
        synchronized (world) {
            return people.json(user, true);
        }
    }

    @Override
    public void deny(Permission... permissions) {
        synchronized (world) {
            roles.deny(permissions);
        }
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
            people.join(user);
        }
    }

    @Override
    public void removeMember(User user) {
        synchronized (world) {
            people.remove(user);
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
    public GuildMembers members() {
        return people;
    }

    @Override
    public GuildVoice voice() {
        return voice;
    }

    @Override
    public GuildThreads threads() {
        return threads;
    }

    @Override
    public GuildModeration moderation() {
        return moderation;
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

    /** GUILD_CREATE for a session with these intents. */
    ObjectNode create(long intents) {
        ObjectNode json = header().put("joined_at", Payloads.time(people.botJoined()))
                .put("large", people.all().size() > 250)
                .put("unavailable", false)
                .put("member_count", people.all().size());
        ArrayNode list = json.putArray("members");
        boolean everybody = Intent.GUILD_PRESENCES.in(intents) && Intent.GUILD_MEMBERS.in(intents);
        for (User user : people.all()) {
            if (everybody || user.equals(world.bot)) {
                list.add(people.json(user, true));
            }
        }
        ArrayNode rooms = json.putArray("channels");
        ArrayNode active = json.putArray("threads");
        for (SimChannel channel : channels) {
            (channel.isThread() ? active : rooms).add(channel.json());
        }
        json.set("voice_states", Intent.GUILD_VOICE_STATES.in(intents) ? voice.states() : Json.array());
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
                .put("owner_id", Json.id(owner.id()))
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
        roles.writeTo(json.putArray("roles"));
        json.set("emojis", expressions.emojis());
        json.set("stickers", expressions.stickers());
        json.putArray("features");
        return json;
    }

    /** The guild object of REST (Discord docs, Guild Resource > Guild Object). */
    ObjectNode rest(boolean counts) {
        ObjectNode json = header().putNull("home_header")
                .put("region", "deprecated")
                .put("widget_enabled", false)
                .putNull("widget_channel_id")
                .putNull("max_presences")
                .put("max_stage_video_channel_users", 50)
                .put("max_video_channel_users", 25)
                .put("nsfw", false)
                .putNull("incidents_data");
        if (counts) {
            json.put("approximate_member_count", people.all().size())
                    .put("approximate_presence_count", people.all().size());
        }
        return json;
    }

    /** Takes somebody out of a thread, who may be in it: THREAD_MEMBERS_UPDATE. */
    void leave(SimChannel thread, User user) {
        threads.remove(thread, user);
    }

    /** What is said of it to whom is invited. */
    ObjectNode invitation() {
        return header().put("nsfw", false)
                .retain(Set.of(
                        "id",
                        "name",
                        "icon",
                        "splash",
                        "banner",
                        "description",
                        "features",
                        "verification_level",
                        "vanity_url_code",
                        "nsfw",
                        "nsfw_level",
                        "premium_subscription_count",
                        "premium_tier"));
    }

    /** A new channel that nobody is told of yet. */
    SimChannel make(String channelName, int type) {
        return world.addChannel(this, null, channelName, type);
    }

    private SimChannel add(String channelName, int type) {
        synchronized (world) {
            SimChannel channel = make(channelName, type);
            channel.announce();
            return channel;
        }
    }
}
