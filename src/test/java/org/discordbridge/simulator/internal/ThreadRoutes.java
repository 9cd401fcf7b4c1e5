package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.discordbridge.simulator.Permission;
import org.discordbridge.simulator.User;

/** The routes of threads and forum posts (Discord docs, Channels Resource; Threads). Called under the world's lock. */
final class ThreadRoutes {
    static final long HAS_THREAD = 1 << 5;

    private static final int ANNOUNCEMENT = 5;
    private static final int ANNOUNCEMENT_THREAD = 10;
    private static final int PRIVATE_THREAD = 12;
    private static final int THREAD_CREATED = 18;
    private static final int STARTER_MESSAGE = 21;
    private static final Set<Integer> AUTO_ARCHIVE = Set.of(60, 1440, 4320, 10080);

    private final World world;
    private final Access access;

    ThreadRoutes(World world, Access access) {
        this.world = world;
        this.access = access;
    }

    void register(Router router) {
        router.add("POST", "/channels/{channel}/messages/{message}/threads", this::ofMessage);
        router.add("POST", "/channels/{channel}/threads", this::ofNoMessage);
        router.add("PATCH", "/channels/{channel}", this::modify);
    }

    private Answer ofMessage(Call call) {
        SimMessage message = access.message(call);
        SimChannel channel = parent(message.channel);
        if (!channel.permits(Permission.CREATE_PUBLIC_THREADS)) {
            throw RestError.missingPermissions();
        }
        checkFields(call.body);
        if ((message.flags & HAS_THREAD) != 0) {
            throw RestError.of(400, 160004, "A thread has already been created for this message");
        }
        return new Answer(201, of(message, world.bot, call.body).json());
    }

    /** Starts a thread of a message that has none, and tells everybody. */
    static SimChannel of(SimMessage message, User by, JsonNode body) {
        SimChannel channel = parent(message.channel);
        World world = channel.world;
        int type = channel.type() == ANNOUNCEMENT ? ANNOUNCEMENT_THREAD : SimChannel.THREAD;
        SimChannel thread = start(channel, by, body, type, message.id);
        message.flags |= HAS_THREAD;
        thread.created();
        SimMessage starter = new SimMessage(thread, by);
        starter.type = STARTER_MESSAGE;
        starter.original = message;
        starter.referenceId = message.id;
        world.publish(starter);
        world.updated(message, false);
        return thread;
    }

    private Answer ofNoMessage(Call call) {
        SimChannel channel = access.readable(call);
        if (channel.type() == SimChannel.FORUM) {
            return post(call, channel);
        }
        parent(channel);
        checkFields(call.body);
        int type = call.body.path("type").asInt(PRIVATE_THREAD);
        boolean announcement = channel.type() == ANNOUNCEMENT;
        if (announcement ? type != ANNOUNCEMENT_THREAD : type != SimChannel.THREAD && type != PRIVATE_THREAD) {
            throw RestError.form(
                    "type", "BASE_TYPE_CHOICES", "Value must be one of " + (announcement ? "{10}." : "{11, 12}."));
        }
        boolean hidden = type == PRIVATE_THREAD;
        if (!channel.permits(hidden ? Permission.CREATE_PRIVATE_THREADS : Permission.CREATE_PUBLIC_THREADS)) {
            throw RestError.missingPermissions();
        }
        SimChannel thread = start(channel, world.bot, call.body, type, world.ids.next());
        if (hidden) {
            thread.thread.invitable = call.body.path("invitable").asBoolean(true);
        }
        thread.created();
        if (!hidden) {
            SimMessage notice = new SimMessage(channel, world.bot);
            notice.type = THREAD_CREATED;
            notice.content = thread.name();
            world.publish(notice);
        }
        return new Answer(201, thread.json());
    }

    private Answer post(Call call, SimChannel forum) {
        if (!forum.permits(Permission.SEND_MESSAGES)) {
            throw RestError.missingPermissions();
        }
        checkFields(call.body);
        if (!call.body.path("message").isObject()) {
            throw RestError.form("message", "BASE_TYPE_REQUIRED", "This field is required");
        }
        MessageForm form = form(call);
        form.checkPermissions(forum);
        SimChannel thread = startPost(forum, call.body);
        SimMessage first = new SimMessage(thread, world.bot, thread.id());
        form.fill(first);
        thread.created();
        world.publish(first);
        ObjectNode json = thread.json();
        json.set("message", world.payloads.message(first));
        return new Answer(201, json);
    }

    private MessageForm form(Call call) {
        try {
            MessageForm form = new MessageForm(world, call.body.path("message"), call.files);
            form.checkNotEmpty();
            return form;
        } catch (RestError refused) {
            throw refused.under("message");
        }
    }

    /** A thread of a forum with the tags that were asked for. */
    SimChannel startPost(SimChannel forum, JsonNode body) {
        JsonNode tags = body.path("applied_tags");
        if (forum.requiresTag && tags.isEmpty()) {
            throw RestError.of(400, 40067, "A tag is required to create a forum post in this channel");
        }
        if (tags.size() > 5) {
            throw RestError.form("applied_tags", "BASE_TYPE_MAX_LENGTH", "Must be 5 or fewer in length.");
        }
        for (JsonNode tag : tags) {
            if (!forum.tags.containsKey(Json.snowflake(tag))) {
                throw RestError.of(404, 10087, "Unknown tag");
            }
        }
        SimChannel thread = start(forum, world.bot, body, SimChannel.THREAD, world.ids.next());
        tags.forEach(tag -> thread.thread.appliedTags.add(Json.snowflake(tag)));
        return thread;
    }

    private static SimChannel start(SimChannel parent, User by, JsonNode body, int type, long id) {
        String name = body.path(body.has("name") ? "name" : "thread_name").asText();
        SimChannel thread = parent.world.addChannel(parent.guild, parent, name, type, id);
        thread.thread.ownerId = by.id();
        thread.thread.members.put(by.id(), parent.world.clock.instant());
        thread.thread.autoArchiveMinutes = body.path("auto_archive_duration").asInt(1440);
        thread.thread.slowmode = body.path("rate_limit_per_user").asInt(0);
        return thread;
    }

    private static SimChannel parent(SimChannel channel) {
        if (channel.guild == null) {
            throw RestError.of(403, 50003, "Cannot execute action on a DM channel");
        }
        if (channel.type() != 0 && channel.type() != ANNOUNCEMENT) {
            throw RestError.of(400, 50024, "Cannot execute action on this channel type");
        }
        return channel;
    }

    private static void checkFields(JsonNode body) {
        ChannelRoutes.checkName(body.path("name"));
        checkArchive(body);
    }

    private static void checkArchive(JsonNode body) {
        if (body.hasNonNull("auto_archive_duration")
                && !AUTO_ARCHIVE.contains(body.get("auto_archive_duration").asInt())) {
            throw RestError.form(
                    "auto_archive_duration", "BASE_TYPE_CHOICES", "Value must be one of {60, 1440, 4320, 10080}.");
        }
    }

    // Discord docs, Channels Resource > Modify Channel
    private Answer modify(Call call) {
        SimChannel channel = access.readable(call);
        JsonNode body = call.body;
        if (!channel.isThread()) {
            return new ChannelRoutes(world, access).modify(channel, body);
        }
        ThreadState state = channel.thread;
        boolean manages = channel.permits(Permission.MANAGE_THREADS);
        boolean own = state.ownerId == world.bot.id();
        boolean locks = body.has("locked") || state.locked;
        if (!manages && (!own || locks)) {
            throw RestError.missingPermissions();
        }
        if (state.archived && body.path("archived").asBoolean(true) && !body.has("locked")) {
            throw RestError.threadArchived();
        }
        checkArchive(body);
        if (body.has("name")) {
            ChannelRoutes.checkName(body.path("name"));
            channel.rename(body.path("name").asText());
        }
        state.archived = body.path("archived").asBoolean(state.archived);
        state.locked = body.path("locked").asBoolean(state.locked);
        state.autoArchiveMinutes = body.path("auto_archive_duration").asInt(state.autoArchiveMinutes);
        channel.changed();
        return Answer.ok(channel.json());
    }
}
