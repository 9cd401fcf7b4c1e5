package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Locale;
import org.discordbridge.simulator.Permission;

/** Webhooks of channels, and their execution (Discord docs, Webhook Resource). Called under the world's lock. */
final class WebhookRoutes {
    private static final String WEBHOOKS = "/channels/{channel}/webhooks";
    private static final String WEBHOOK = "/webhooks/{webhook}";
    private static final String WITH_TOKEN = WEBHOOK + "/{token}";
    private static final int MOST = 15;

    private final World world;
    private final Access access;

    WebhookRoutes(World world, Access access) {
        this.world = world;
        this.access = access;
    }

    void register(Router router) {
        router.add("GET", WEBHOOKS, this::list);
        router.add("POST", WEBHOOKS, this::make);
        router.add("GET", "/guilds/{guild}/webhooks", this::ofGuild);
        router.add("GET", WEBHOOK, call -> Answer.ok(owned(call).json()));
        router.add("PATCH", WEBHOOK, call -> modify(owned(call), call));
        router.add("DELETE", WEBHOOK, call -> delete(owned(call)));
        // whoever has the token may (Discord docs, Webhook Resource > Get Webhook with Token)
        router.addOpen(
                "GET", WITH_TOKEN, call -> Answer.ok(withToken(world, call).json()));
        router.addOpen("PATCH", WITH_TOKEN, call -> modify(withToken(world, call), call));
        router.addOpen("DELETE", WITH_TOKEN, call -> delete(withToken(world, call)));
    }

    private Answer list(Call call) {
        SimChannel channel = manageable(call);
        ArrayNode json = Json.array();
        of(channel).forEach(webhook -> json.add(webhook.json()));
        return Answer.ok(json);
    }

    private Answer make(Call call) {
        SimChannel channel = manageable(call);
        checkName("name", call.body.path("name"), true);
        if (of(channel).size() >= MOST) {
            throw RestError.of(400, 30007, "Maximum number of webhooks reached (15)");
        }
        SimWebhook webhook = world.addWebhook(channel, call.body.path("name").asText(), world.bot.id());
        return Answer.ok(webhook.json());
    }

    private Answer ofGuild(Call call) {
        SimGuild guild = access.guild(call);
        access.require(guild, Permission.MANAGE_WEBHOOKS);
        ArrayNode json = Json.array();
        world.webhooks.values().stream()
                .filter(webhook -> webhook.channel().guild == guild)
                .forEach(webhook -> json.add(webhook.json()));
        return Answer.ok(json);
    }

    /** The webhook of that id and token. */
    static SimWebhook withToken(World world, Call call) {
        SimWebhook webhook = known(world, call);
        if (!webhook.token().equals(call.params.get("token"))) {
            throw RestError.of(401, 50027, "Invalid Webhook Token");
        }
        return webhook;
    }

    private static SimWebhook known(World world, Call call) {
        SimWebhook webhook = world.webhooks.get(call.param("webhook"));
        if (webhook == null) {
            throw RestError.unknownWebhook();
        }
        return webhook;
    }

    private SimWebhook owned(Call call) {
        SimWebhook webhook = known(world, call);
        if (!webhook.channel().permits(Permission.MANAGE_WEBHOOKS)) {
            throw RestError.missingPermissions();
        }
        return webhook;
    }

    private Answer modify(SimWebhook webhook, Call call) {
        SimChannel channel = webhook.channel();
        String name = webhook.name();
        if (call.body.has("name")) {
            checkName("name", call.body.path("name"), true);
            name = call.body.path("name").asText();
        }
        if (call.body.hasNonNull("channel_id") && !call.params.containsKey("token")) {
            channel = world.channels.get(Json.snowflake(call.body.get("channel_id")));
            if (channel == null || channel.guild != webhook.channel().guild) {
                throw RestError.unknownChannel();
            }
        }
        SimWebhook changed = new SimWebhook(channel, webhook.id(), webhook.token(), name, webhook.applicationId());
        world.webhooks.put(webhook.id(), changed);
        return Answer.ok(changed.json());
    }

    private static Answer delete(SimWebhook webhook) {
        webhook.delete();
        return Answer.NO_CONTENT;
    }

    private List<SimWebhook> of(SimChannel channel) {
        return world.webhooks.values().stream()
                .filter(webhook -> webhook.channel() == channel)
                .toList();
    }

    private SimChannel manageable(Call call) {
        SimChannel channel = access.readable(call);
        if (channel.guild == null || channel.isThread()) {
            throw RestError.of(400, 50024, "Cannot execute action on this channel type");
        }
        if (!channel.permits(Permission.MANAGE_WEBHOOKS)) {
            throw RestError.missingPermissions();
        }
        return channel;
    }

    /** Posts; the call is that of a webhook, not of an interaction. */
    static Answer execute(World world, SimWebhook webhook, Call call) {
        checkName("username", call.body.path("username"), false);
        boolean wait = call.flag("wait");
        boolean components = call.flag("with_components");
        if (!components && call.body instanceof com.fasterxml.jackson.databind.node.ObjectNode body) {
            body.remove("components");
        }
        MessageForm form = new MessageForm(world, call);
        form.checkNotEmpty();
        SimChannel where = where(world, webhook, call);
        SimMessage message = webhook.message(form.body.path("username").asText(webhook.name()), where);
        message.avatarUrl =
                form.body.hasNonNull("avatar_url") ? form.body.get("avatar_url").asText() : null;
        form.fill(message);
        world.publish(message);
        new Access(world).wake(where);
        return wait ? Answer.ok(world.payloads.message(message)) : Answer.NO_CONTENT;
    }

    private static SimChannel where(World world, SimWebhook webhook, Call call) {
        boolean forum = webhook.channel().type() == SimChannel.FORUM;
        boolean begins = call.body.hasNonNull("thread_name");
        String threadId = call.query("thread_id");
        if (begins && !forum) {
            throw RestError.of(400, 220003, "Webhooks can only create threads in forum channels");
        }
        if (begins && threadId != null) {
            throw RestError.of(
                    400, 220002, "Webhooks posted to forum channels cannot have both a thread_name and thread_id");
        }
        if (begins) {
            SimChannel thread = new ThreadRoutes(world, new Access(world)).startPost(webhook.channel(), call.body);
            thread.created();
            return thread;
        }
        if (threadId == null && forum) {
            throw RestError.of(400, 220001, "Webhooks posted to forum channels must have a thread_name or thread_id");
        }
        if (threadId == null) {
            return webhook.channel();
        }
        SimChannel thread = world.channels.get(Json.snowflake(threadId));
        if (thread == null || thread.parent != webhook.channel()) {
            throw RestError.unknownChannel();
        }
        if (thread.thread.archived && thread.thread.locked) {
            throw RestError.threadArchived();
        }
        return thread;
    }

    private static void checkName(String field, JsonNode name, boolean required) {
        if (!name.isTextual() && !required) {
            return;
        }
        String text = name.asText("").strip();
        if (text.isEmpty() || text.length() > 80) {
            throw RestError.form(field, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 80 in length.");
        }
        String lower = text.toLowerCase(Locale.ROOT);
        for (String word : new String[] {"discord", "clyde"}) {
            if (lower.contains(word)) {
                throw RestError.form(field, "USERNAME_INVALID_CONTAINS", "Username cannot contain \"" + word + "\"");
            }
        }
    }
}
