package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.Permission;
import org.discordbridge.simulator.User;

/** The routes of channels, messages and reactions. Called under the world's lock. */
final class MessageRoutes {
    private final World world;
    private final Nonces nonces;

    MessageRoutes(World world) {
        this.world = world;
        this.nonces = new Nonces(world);
    }

    void register(Router router) {
        router.add(
                "GET", "/channels/{channel}", call -> Answer.ok(readable(call).json()));
        router.add("POST", "/channels/{channel}/messages", this::create);
        router.add("GET", "/channels/{channel}/messages", this::history);
        router.add("POST", "/channels/{channel}/messages/bulk-delete", this::bulkDelete);
        router.add("GET", "/channels/{channel}/messages/{message}", call -> Answer.ok(shown(message(call))));
        router.add("PATCH", "/channels/{channel}/messages/{message}", this::edit);
        router.add("DELETE", "/channels/{channel}/messages/{message}", this::delete);
        router.add("POST", "/channels/{channel}/typing", this::typing);
        router.add("PUT", "/channels/{channel}/messages/{message}/reactions/{emoji}/@me", this::react);
        router.add("DELETE", "/channels/{channel}/messages/{message}/reactions/{emoji}/@me", this::unreact);
    }

    private Answer create(Call call) {
        SimChannel channel = writable(call);
        MessageForm form = new MessageForm(call);
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
        if (!form.files.isEmpty() && !channel.permits(Permission.ATTACH_FILES)) {
            throw RestError.missingPermissions();
        }
        SimMessage original = original(form.body.path("message_reference"), channel);
        SimMessage message = new SimMessage(channel, world.bot);
        form.fill(message);
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
        SimChannel channel = readable(call);
        int limit = limit(call.query("limit"));
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

    private static int limit(String text) {
        if (text == null) {
            return 50;
        }
        int limit;
        try {
            limit = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw RestError.form("limit", "NUMBER_TYPE_COERCE", "Value \"" + text + "\" is not int.");
        }
        if (limit < 1 || limit > 100) {
            throw RestError.form("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100.");
        }
        return limit;
    }

    private static long cursor(Call call, String name) {
        String text = call.query(name);
        if (!text.matches("\\d{1,20}")) {
            throw RestError.form(name, "NUMBER_TYPE_COERCE", "Value \"" + text + "\" is not snowflake.");
        }
        return Json.snowflake(text);
    }

    private Answer edit(Call call) {
        SimMessage message = message(call);
        if (!message.author.equals(world.bot) || message.webhookId != 0) {
            throw RestError.of(403, 50005, "Cannot edit a message authored by another user");
        }
        new MessageForm(call).edit(message);
        world.updated(message, true);
        return Answer.ok(world.payloads.message(message));
    }

    private Answer delete(Call call) {
        SimMessage message = message(call);
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
        SimChannel channel = readable(call);
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
        List<Message> found = new ArrayList<>();
        ids.forEach(id -> channel.message(Json.snowflake(id)).ifPresent(found::add));
        channel.deleteAll(found);
        return Answer.NO_CONTENT;
    }

    private Answer typing(Call call) {
        writable(call).typing(world.bot);
        return Answer.NO_CONTENT;
    }

    private Answer react(Call call) {
        SimMessage message = message(call);
        if (!message.channel.permits(Permission.ADD_REACTIONS)) {
            throw RestError.missingPermissions();
        }
        String emoji = emoji(call);
        if (message.reactions().size() >= 20 && !message.reactions().containsKey(emoji)) {
            throw RestError.of(400, 30010, "Maximum number of reactions reached (20)");
        }
        message.react(world.bot, emoji);
        return Answer.NO_CONTENT;
    }

    private Answer unreact(Call call) {
        message(call).unreact(world.bot, emoji(call));
        return Answer.NO_CONTENT;
    }

    private static String emoji(Call call) {
        String emoji = call.params.get("emoji");
        if (emoji.chars().allMatch(c -> c < 128) && !emoji.matches("\\w{2,32}:\\d{1,20}")) {
            throw RestError.of(400, 10014, "Unknown Emoji");
        }
        return emoji;
    }

    private ObjectNode shown(SimMessage message) {
        ObjectNode json = world.payloads.message(message);
        boolean content = !world.settings.disallowed().contains(Intent.MESSAGE_CONTENT);
        return content ? json : world.payloads.strip(message, json);
    }

    private SimMessage message(Call call) {
        SimChannel channel = readable(call);
        if (!channel.permits(Permission.READ_MESSAGE_HISTORY)) {
            throw RestError.missingAccess();
        }
        SimMessage message = channel.history.get(call.param("message"));
        if (message == null || message.ephemeral()) {
            throw RestError.unknownMessage();
        }
        return message;
    }

    private SimChannel readable(Call call) {
        SimChannel channel = world.channels.get(call.param("channel"));
        if (channel == null) {
            throw RestError.unknownChannel();
        }
        if (!channel.permits(Permission.VIEW_CHANNEL)) {
            throw RestError.missingAccess();
        }
        return channel;
    }

    private SimChannel writable(Call call) {
        SimChannel channel = readable(call);
        Permission needed = channel.isThread() ? Permission.SEND_MESSAGES_IN_THREADS : Permission.SEND_MESSAGES;
        if (!channel.permits(needed)) {
            throw RestError.missingPermissions();
        }
        return channel;
    }
}
