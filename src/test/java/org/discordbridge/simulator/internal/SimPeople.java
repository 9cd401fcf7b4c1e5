package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.discordbridge.simulator.Entity;
import org.discordbridge.simulator.GuildMembers;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.User;

/** The members of a guild. Discord docs, Guild > Guild Member Object; Gateway Events > Guilds. */
final class SimPeople extends GuildPart implements GuildMembers {
    private final Map<Long, User> members = new LinkedHashMap<>();
    private final Map<Long, Instant> joined = new LinkedHashMap<>();
    private final Map<Long, String> nicks = new LinkedHashMap<>();
    private final Map<Long, Set<Long>> rolesOf = new LinkedHashMap<>();
    private final Map<Long, Instant> timeouts = new LinkedHashMap<>();
    private final Map<Long, String> bans = new LinkedHashMap<>();
    private final Instant botJoined;

    SimPeople(SimGuild guild) {
        super(guild);
        botJoined = world.clock.instant();
        admit(guild.owner);
        admit(world.bot);
    }

    /** When the bot came. */
    Instant botJoined() {
        return botJoined;
    }

    Collection<User> all() {
        return members.values();
    }

    /** The member of that id, or null. */
    User get(long user) {
        return members.get(user);
    }

    private void admit(User user) {
        if (members.putIfAbsent(user.id(), user) == null) {
            joined.put(user.id(), world.clock.instant());
        }
    }

    /** Makes somebody a member, who may be one: GUILD_MEMBER_ADD, unless they are. */
    void join(User user) {
        if (!members.containsKey(user.id())) {
            admit(user);
            publish("GUILD_MEMBER_ADD", Intent.GUILD_MEMBERS, whole(user));
        }
    }

    /** GUILD_MEMBER_REMOVE, if they are a member. */
    void remove(User user) {
        if (members.remove(user.id()) != null) {
            publish("GUILD_MEMBER_REMOVE", Intent.GUILD_MEMBERS, data().set("user", Payloads.user(user)));
        }
    }

    Set<Long> rolesOf(User member) {
        return rolesOf.getOrDefault(member.id(), Set.of());
    }

    /** The roles of the bot with its own. */
    Set<Long> rolesAndOwn(User bot) {
        Set<Long> roles = new LinkedHashSet<>(rolesOf(bot));
        roles.add(guild.roles.own());
        return roles;
    }

    /** The nickname of a member; empty for none. */
    String nick(User member) {
        return nicks.getOrDefault(member.id(), "");
    }

    /** Who is banned, and why: empty if that was not said. */
    Map<Long, String> bans() {
        return bans;
    }

    /** Gives or takes a role, and tells so if that changes anything. */
    void change(User member, long role, boolean give) {
        Set<Long> roles = rolesOf.computeIfAbsent(member.id(), id -> new LinkedHashSet<>());
        if (give ? roles.add(role) : roles.remove(role)) {
            updated(member);
        }
    }

    /** Nobody has a role that is gone. */
    void forgetRole(long role) {
        rolesOf.values().forEach(roles -> roles.remove(role));
    }

    /** Silences a member until then, or lets them speak again with null. */
    void timeOut(User member, Instant until) {
        if (until == null) {
            timeouts.remove(member.id());
        } else {
            timeouts.put(member.id(), until);
        }
        updated(member);
    }

    @Override
    public void setRoles(User member, Entity... roles) {
        synchronized (world) {
            setRoles(member, Arrays.stream(roles).map(Entity::id).collect(Collectors.toSet()));
        }
    }

    /** Gives a member these roles and no others. */
    void setRoles(User member, Set<Long> roles) {
        join(member);
        rolesOf.put(member.id(), new LinkedHashSet<>(roles));
        updated(member);
    }

    @Override
    public void setNick(User member, String nick) {
        synchronized (world) {
            join(member);
            if (nick == null || nick.isEmpty()) {
                nicks.remove(member.id());
            } else {
                nicks.put(member.id(), nick);
            }
            updated(member);
        }
    }

    private void updated(User member) {
        // about itself, a bot is told without the intent (Discord docs, Gateway > Caveats)
        publish("GUILD_MEMBER_UPDATE", member.equals(world.bot) ? null : Intent.GUILD_MEMBERS, whole(member));
    }

    private ObjectNode whole(User user) {
        return json(user, true).put("guild_id", Json.id(guild.id()));
    }

    @Override
    public void ban(User user) {
        ban(user, "");
    }

    /** Bans somebody, who may be a member, and says why if that is not empty. */
    void ban(User user, String reason) {
        synchronized (world) {
            remove(user);
            bans.put(user.id(), reason);
            publish("GUILD_BAN_ADD", Intent.GUILD_MODERATION, data().set("user", Payloads.user(user)));
        }
    }

    @Override
    public void unban(User user) {
        synchronized (world) {
            bans.remove(user.id());
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

    /** The member object of a user; events about messages leave the user out. */
    ObjectNode json(User user, boolean withUser) {
        ObjectNode json = Json.object()
                .put("nick", nicks.get(user.id()))
                .putNull("avatar")
                .putNull("banner")
                .put("joined_at", Payloads.time(joined.getOrDefault(user.id(), botJoined)))
                .putNull("premium_since")
                .put("deaf", false)
                .put("mute", false)
                .put("pending", false)
                .put("flags", 0);
        Instant silent = timeouts.get(user.id());
        json.put("communication_disabled_until", silent == null ? null : Payloads.time(silent));
        ArrayNode own = json.putArray("roles");
        if (user.equals(world.bot)) {
            own.add(Json.id(guild.roles.own()));
        }
        rolesOf(user).forEach(role -> own.add(Json.id(role)));
        if (withUser) {
            json.set("user", Payloads.user(user));
        }
        return json;
    }
}
