package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.discordbridge.simulator.Permission;
import org.discordbridge.simulator.User;

/** The routes of who is in threads, and of lists of threads (Discord docs, Channels Resource). Called under the lock. */
final class ThreadMemberRoutes {
    private static final String MEMBERS = "/channels/{channel}/thread-members";
    private static final int PRIVATE = 12;

    private final World world;
    private final Access access;

    ThreadMemberRoutes(World world, Access access) {
        this.world = world;
        this.access = access;
    }

    void register(Router router) {
        router.add("GET", MEMBERS, this::list);
        router.add("PUT", MEMBERS + "/@me", call -> add(call, world.bot));
        router.add("DELETE", MEMBERS + "/@me", call -> remove(call, world.bot));
        router.add("GET", MEMBERS + "/{user}", this::get);
        router.add("PUT", MEMBERS + "/{user}", call -> add(call, user(call)));
        router.add("DELETE", MEMBERS + "/{user}", call -> remove(call, user(call)));
        router.add("GET", "/guilds/{guild}/threads/active", this::active);
        router.add("GET", "/channels/{channel}/threads/archived/public", call -> archived(call, false, false));
        router.add("GET", "/channels/{channel}/threads/archived/private", call -> archived(call, true, false));
        router.add("GET", "/channels/{channel}/users/@me/threads/archived/private", call -> archived(call, true, true));
    }

    private User user(Call call) {
        User user = world.user(call.param("user"));
        if (user == null) {
            throw RestError.unknownUser();
        }
        return user;
    }

    private SimChannel thread(Call call) {
        SimChannel thread = access.readable(call);
        if (!thread.isThread()) {
            throw RestError.of(400, 50024, "Cannot execute action on this channel type");
        }
        return thread;
    }

    private Answer list(Call call) {
        SimChannel thread = thread(call);
        ArrayNode json = Json.array();
        thread.thread.members.keySet().forEach(user -> json.add(member(thread, world.user(user), call)));
        return Answer.ok(json);
    }

    private Answer get(Call call) {
        SimChannel thread = thread(call);
        User user = user(call);
        if (!thread.thread.members.containsKey(user.id())) {
            throw RestError.unknownMember();
        }
        return Answer.ok(member(thread, user, call));
    }

    private static ObjectNode member(SimChannel thread, User user, Call call) {
        ObjectNode json = json(thread, user);
        return call.flag("with_member") ? json.set("member", thread.guild.people.json(user, true)) : json;
    }

    private static ObjectNode json(SimChannel thread, User user) {
        return Json.object()
                .put("id", Json.id(thread.id()))
                .put("user_id", Json.id(user.id()))
                .put("join_timestamp", Payloads.time(thread.thread.members.get(user.id())))
                .put("flags", 0);
    }

    private Answer add(Call call, User user) {
        SimChannel thread = thread(call);
        access.requireAwake(thread);
        if (!thread.permits(Permission.SEND_MESSAGES_IN_THREADS)) {
            throw RestError.missingPermissions();
        }
        if (thread.guild.people.get(user.id()) == null) {
            throw RestError.unknownMember();
        }
        if (!thread.thread.members.containsKey(user.id())) {
            thread.guild.threads().add(thread, user);
        }
        return Answer.NO_CONTENT;
    }

    private Answer remove(Call call, User user) {
        SimChannel thread = thread(call);
        access.requireAwake(thread);
        if (!user.equals(world.bot) && !thread.permits(Permission.MANAGE_THREADS)) {
            throw RestError.missingPermissions();
        }
        thread.guild.leave(thread, user);
        return Answer.NO_CONTENT;
    }

    private Answer active(Call call) {
        return threads(
                access.guild(call).channels,
                thread -> !thread.thread.archived && thread.permits(Permission.VIEW_CHANNEL));
    }

    // Discord docs, Channels Resource > List Public Archived Threads
    private Answer archived(Call call, boolean hidden, boolean joined) {
        SimChannel parent = access.readable(call);
        if (parent.guild == null || parent.isThread()) {
            throw RestError.of(400, 50024, "Cannot execute action on this channel type");
        }
        if (!parent.permits(Permission.READ_MESSAGE_HISTORY)
                || hidden && !joined && !parent.permits(Permission.MANAGE_THREADS)) {
            throw RestError.missingAccess();
        }
        return threads(
                parent.guild.channels,
                thread -> thread.parent == parent
                        && thread.thread.archived
                        && hidden == (thread.type() == PRIVATE)
                        && (!joined || thread.thread.members.containsKey(world.bot.id())));
    }

    private Answer threads(List<SimChannel> among, Predicate<SimChannel> which) {
        ObjectNode json = Json.object();
        ArrayNode threads = json.putArray("threads");
        ArrayNode members = json.putArray("members");
        among.stream()
                .filter(SimChannel::isThread)
                .filter(which)
                .sorted(Comparator.comparingLong(SimChannel::id).reversed())
                .forEach(thread -> {
                    threads.add(thread.json());
                    if (thread.thread.members.containsKey(world.bot.id())) {
                        members.add(json(thread, world.bot));
                    }
                });
        return Answer.ok(json.put("has_more", false));
    }
}
