package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.Permission;
import org.discordbridge.simulator.User;

/** The routes of channels and their messages. Called under the world's lock. */
final class MessageRoutes {
    private final World world;
    private final Access access;
    private final Nonces nonces;

    MessageRoutes(World world, Access access) {
        this.world = world;
        this.access = access;
        this.nonces = new Nonces(world);
    }

    void register(Router router) {
        router.add("POST", "/channels/{channel}/messages", this::create);
        router.add("GET", "/channels/{channel}/messages", this::history);
        router.add("POST", "/channels/{channel}/messages/bulk-delete", this::bulkDelete);
        router.add("GET", "/channels/{channel}/messages/{message}", call -> Answer.ok(shown(access.message(call))));
        router.add("PATCH", "/channels/{channel}/messages/{message}", this::edit);
        router.add("DELETE", "/channels/{channel}/messages/{message}", this::delete);
        router.add("POST", "/channels/{channel}/messages/{message}/crosspost", this::crosspost);
        router.add("POST", "/channels/{channel}/typing", this::typing);
    }

    private Answer create(Call call) {
        SimChannel channel = access.writable(call);
        MessageForm form = new MessageForm(world, call);
        form.checkNotEmpty();
        JsonNode nonce = form.body.hasNonNull("nonce") ? form.body.get("nonce") : null;
        boolean enforced = nonce != null && form.body.path("enforce_nonce").asBoolean(false);
        if (enforced) {
            Long first = nonces.first(nonce.asText());
            if (first != null) {
                SimMessage known = channel.history.get(first);
                if (known == null) {
                    throw RestError.unknownMessage();
                }
                return Answer.ok(shown(known).set("nonce", nonce));
            }
        }
        form.checkPermissions(channel);
        SimMessage original = original(form.body.path("message_reference"), channel);
        ObjectNode forwarded = form.forwards() ? new Forwards(world).of(form.body.path("message_reference")) : null;
        SimMessage message = new SimMessage(channel, world.bot);
        form.fill(message);
        if (forwarded != null) {
            message.extra = forwarded;
            message.flags |= Forwards.HAS_SNAPSHOT;
        }
        message.nonce = nonce;
        if (!channel.permits(Permission.EMBED_LINKS)) {
            message.embeds = null;
        }
        if (original != null) {
            message.type = 19;
            message.original = original;
            message.referenceId = original.id;
            User replied = original.webhookId == 0 ? original.author : null;
            message.mentions = Mentions.in(message.content, world, form.allowedMentions(), replied);
        }
        if (!channel.permits(Permission.MENTION_EVERYONE)) {
            message.mentions = new Mentions(message.mentions.users(), List.of(), false);
        }
        world.publish(message);
        access.wake(channel);
        if (nonce != null) {
            nonces.remember(nonce.asText(), message.id);
        }
        ObjectNode json = world.payloads.message(message);
        if (nonce != null) {
            json.set("nonce", nonce);
        }
        return Answer.ok(json);
    }

    private SimMessage original(JsonNode reference, SimChannel channel) {
        if (!reference.isObject() || reference.path("type").asInt(0) != 0) {
            return null;
        }
        if (reference.has("channel_id") && Json.snowflake(reference.get("channel_id")) != channel.id()) {
            throw RestError.form(
                    "message_reference", "MESSAGE_REFERENCE_UNKNOWN_CHANNEL", "Cannot reply to a message elsewhere");
        }
        if (!channel.permits(Permission.READ_MESSAGE_HISTORY)) {
            throw RestError.of(400, 160002, "Cannot reply without permission to read message history");
        }
        SimMessage original = channel.history.get(Json.snowflake(reference.path("message_id")));
        if (original == null && reference.path("fail_if_not_exists").asBoolean(true)) {
            throw RestError.form("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
        }
        return original;
    }

    // Discord docs, Messages Resource > Get Channel Messages
    private Answer history(Call call) {
        SimChannel channel = access.readable(call);
        int limit = call.number("limit", 50, 1, 100);
        ArrayNode answer = Json.array();
        if (!channel.permits(Permission.READ_MESSAGE_HISTORY)) {
            return Answer.ok(answer);
        }
        List<SimMessage> page;
        if (call.query("around") != null) {
            long around = cursor(call, "around");
            page = first(channel.history.headMap(around, true).descendingMap().values(), limit / 2 + 1);
            List<SimMessage> newer =
                    first(channel.history.tailMap(around, false).values(), limit - page.size());
            Collections.reverse(newer);
            newer.addAll(page);
            page = newer;
        } else if (call.query("after") != null) {
            page = first(channel.history.tailMap(cursor(call, "after"), false).values(), limit);
            Collections.reverse(page);
        } else if (call.query("before") != null) {
            page = first(
                    channel.history
                            .headMap(cursor(call, "before"), false)
                            .descendingMap()
                            .values(),
                    limit);
        } else {
            page = first(channel.history.descendingMap().values(), limit);
        }
        page.forEach(message -> answer.add(shown(message)));
        return Answer.ok(answer);
    }

    private static List<SimMessage> first(Collection<SimMessage> from, int limit) {
        List<SimMessage> page = new ArrayList<>();
        for (SimMessage message : from) {
            if (page.size() == limit) {
                break;
            }
            if (!message.ephemeral()) {
                page.add(message);
            }
        }
        return page;
    }

    private static long cursor(Call call, String name) {
        String text = call.query(name);
        if (!text.matches("\\d{1,20}")) {
            throw RestError.form(name, "NUMBER_TYPE_COERCE", "Value \"" + text + "\" is not snowflake.");
        }
        return Json.snowflake(text);
    }

    private Answer edit(Call call) {
        SimMessage message = access.message(call);
        if (!message.author.equals(world.bot) || message.webhookId != 0) {
            throw RestError.of(403, 50005, "Cannot edit a message authored by another user");
        }
        access.requireAwake(message.channel);
        new MessageForm(world, call).edit(message);
        world.updated(message, true);
        return Answer.ok(world.payloads.message(message));
    }

    // Discord docs, Messages Resource > Crosspost Message
    private Answer crosspost(Call call) {
        SimMessage message = access.message(call);
        if (message.channel.type() != 5) {
            throw RestError.of(400, 50024, "Cannot execute action on this channel type");
        }
        if (!message.author.equals(world.bot) && !message.channel.permits(Permission.MANAGE_MESSAGES)) {
            throw RestError.missingPermissions();
        }
        if ((message.flags & 1) != 0) {
            throw RestError.of(400, 40033, "This message has already been crossposted.");
        }
        message.flags |= 1;
        world.updated(message, false);
        return Answer.ok(world.payloads.message(message));
    }

    private Answer delete(Call call) {
        SimMessage message = access.message(call);
        boolean own = message.author.equals(world.bot);
        if (!own && (message.channel.guild == null || !message.channel.permits(Permission.MANAGE_MESSAGES))) {
            throw message.channel.guild == null
                    ? RestError.of(403, 50003, "Cannot execute action on a DM channel")
                    : RestError.missingPermissions();
        }
        message.delete();
        return Answer.NO_CONTENT;
    }

    private Answer bulkDelete(Call call) {
        SimChannel channel = access.readable(call);
        if (channel.guild == null) {
            throw RestError.of(403, 50003, "Cannot execute action on a DM channel");
        }
        if (!channel.permits(Permission.MANAGE_MESSAGES)) {
            throw RestError.missingPermissions();
        }
        JsonNode ids = call.body.path("messages");
        if (ids.size() < 2 || ids.size() > 100) {
            throw RestError.of(
                    400,
                    50016,
                    "Provided too few or too many messages to delete. Must provide at least 2 and at most 100");
        }
        Set<Long> distinct = new HashSet<>();
        for (JsonNode id : ids) {
            if (!distinct.add(Json.snowflake(id))) {
                throw RestError.form("messages", "BASE_TYPE_DUPLICATE", "Duplicate message ids are not allowed.");
            }
            if (Snowflakes.time(Json.snowflake(id))
                    .isBefore(world.clock.instant().minus(Duration.ofDays(14)))) {
                throw RestError.of(400, 50034, "You can only bulk delete messages that are under 14 days old.");
            }
        }
        List<Message> found = new ArrayList<>();
        ids.forEach(id -> channel.message(Json.snowflake(id)).ifPresent(found::add));
        channel.deleteAll(found);
        return Answer.NO_CONTENT;
    }

    private Answer typing(Call call) {
        access.writable(call).typing(world.bot);
        return Answer.NO_CONTENT;
    }

    private ObjectNode shown(SimMessage message) {
        ObjectNode json = world.payloads.message(message);
        boolean content = !world.contentWithheld && !world.settings.disallowed().contains(Intent.MESSAGE_CONTENT);
        return content ? json : world.payloads.strip(message, json);
    }
}
