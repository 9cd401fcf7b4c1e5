package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import org.discordbridge.simulator.User;

/** Discord's objects as JSON. Called under the world's lock. */
final class Payloads {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx");

    private final World world;

    Payloads(World world) {
        this.world = world;
    }

    static String time(Instant instant) {
        return TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    static ObjectNode user(User user) {
        ObjectNode json = Json.object()
                .put("id", Json.id(user.id()))
                .put("username", user.name())
                .put("discriminator", "0")
                .put("global_name", user.displayName())
                .putNull("avatar")
                .put("public_flags", 0)
                .put("flags", 0)
                .putNull("primary_guild");
        if (user.bot()) {
            json.put("bot", true);
        }
        return json;
    }

    static ObjectNode emoji(String emoji) {
        int colon = emoji.indexOf(':');
        ObjectNode json = Json.object();
        if (colon < 0) {
            return json.putNull("id").put("name", emoji);
        }
        return json.put("id", emoji.substring(colon + 1)).put("name", emoji.substring(0, colon));
    }

    /** The message object of REST. */
    ObjectNode message(SimMessage message) {
        return message(message, true);
    }

    private ObjectNode message(SimMessage message, boolean withOriginal) {
        ObjectNode json = Json.object()
                .put("id", Json.id(message.id))
                .put("channel_id", Json.id(message.channel.id()))
                .put("type", message.type)
                .put("content", message.content)
                .put("timestamp", time(Snowflakes.time(message.id)))
                .put("edited_timestamp", message.editedAt == null ? null : time(message.editedAt))
                .put("tts", message.tts)
                .put("mention_everyone", message.mentions.everyone())
                .put("pinned", message.pinned)
                .put("flags", message.flags);
        json.set("author", author(message));
        ArrayNode mentions = json.putArray("mentions");
        message.mentions.users().forEach(user -> mentions.add(user(user)));
        ArrayNode roles = json.putArray("mention_roles");
        message.mentions.roles().forEach(role -> roles.add(Json.id(role)));
        ArrayNode attachments = json.putArray("attachments");
        EmbeddedFiles embedded = new EmbeddedFiles(message.attachments, message.embeds);
        json.set("embeds", embedded.embeds());
        embedded.left().forEach(attachment -> attachments.add(attachment.json()));
        ArrayNode components = message.components == null ? Json.array() : message.components.deepCopy();
        EmbeddedFiles.link(message.attachments, components);
        json.set("components", components);
        if (!message.stickers.isEmpty()) {
            json.set("sticker_items", message.stickers.deepCopy());
        }
        if (message.webhookId != 0) {
            json.put("webhook_id", Json.id(message.webhookId));
        }
        if (message.applicationId != 0) {
            json.put("application_id", Json.id(message.applicationId));
        }
        if (message.interactionId != 0) {
            interaction(message, json);
        }
        if (message.poll != null) {
            json.set("poll", message.poll.deepCopy());
        }
        if ((message.flags & ThreadRoutes.HAS_THREAD) != 0 && world.channels.get(message.id) != null) {
            json.set("thread", ChannelJson.of(world.channels.get(message.id)));
        }
        if (message.hasReactions()) {
            reactions(message, json);
        }
        if (message.referenceId != 0) {
            reference(message, json, withOriginal);
        }
        if (message.extra != null) {
            json.setAll(message.extra.deepCopy());
        }
        message.addVotes(json);
        return json;
    }

    /** The message as MESSAGE_CREATE and MESSAGE_UPDATE carry it (Discord docs, Gateway Events > Message Create). */
    ObjectNode dispatch(SimMessage message, boolean created) {
        ObjectNode json = message(message);
        json.put("channel_type", message.channel.type());
        if (created && message.nonce != null) {
            json.set("nonce", message.nonce);
        }
        SimGuild guild = message.channel.guild;
        if (guild == null || message.ephemeral()) {
            return json;
        }
        json.put("guild_id", Json.id(guild.id()));
        if (message.webhookId == 0 && !json.has("member")) {
            json.set("member", guild.people.json(message.author, false));
        }
        if (!(json.get("mentions") instanceof ArrayNode mentions)) {
            return json;
        }
        int index = 0;
        for (User user : message.mentions.users()) {
            if (index < mentions.size() && guild.people.get(user.id()) != null) {
                ((ObjectNode) mentions.get(index)).set("member", guild.people.json(user, false));
            }
            index++;
        }
        return json;
    }

    /**
     * Whether somebody without MESSAGE_CONTENT may read it all the same: own messages, direct messages and messages that
     * mention the app (Discord docs, Gateway > Message Content Intent).
     */
    boolean readable(SimMessage message) {
        return message.channel.guild == null
                || message.author.equals(world.bot)
                || message.applicationId == world.bot.id()
                || message.mentions.mentions(world.bot);
    }

    /** Empties what needs MESSAGE_CONTENT, in the message and in the one it replies to. */
    ObjectNode strip(SimMessage message, ObjectNode json) {
        if (!readable(message)) {
            empty(json);
        }
        if (json.path("referenced_message") instanceof ObjectNode nested
                && message.original != null
                && !readable(message.original)) {
            empty(nested);
        }
        return json;
    }

    private static void empty(ObjectNode json) {
        json.put("content", "");
        json.putArray("embeds");
        json.putArray("attachments");
        json.putArray("components");
        json.remove("poll");
        json.remove("message_snapshots");
    }

    private ObjectNode author(SimMessage message) {
        if (message.webhookId == 0 || message.applicationId == message.webhookId) {
            return user(message.author);
        }
        // a webhook's author is not a user: no global name, bot is true (Discord docs, Messages Resource)
        return user(message.author)
                .put("bot", true)
                .put("discriminator", "0000")
                .put("avatar", message.avatarUrl == null ? null : "from-" + message.avatarUrl.hashCode());
    }

    private void interaction(SimMessage message, ObjectNode json) {
        ObjectNode metadata = json.putObject("interaction_metadata")
                .put("id", Json.id(message.interactionId))
                .put("type", 2);
        metadata.set("user", user(message.interactionUser));
        metadata.putObject("authorizing_integration_owners");
    }

    private void reactions(SimMessage message, ObjectNode json) {
        ArrayNode reactions = json.putArray("reactions");
        for (Map.Entry<String, Set<Long>> entry : message.reactions().entrySet()) {
            ObjectNode one = reactions
                    .addObject()
                    .put("count", entry.getValue().size())
                    .put("me", entry.getValue().contains(world.bot.id()))
                    .put("me_burst", false);
            one.putObject("count_details")
                    .put("burst", 0)
                    .put("normal", entry.getValue().size());
            one.putArray("burst_colors");
            one.set("emoji", emoji(entry.getKey()));
        }
    }

    private void reference(SimMessage message, ObjectNode json, boolean withOriginal) {
        ObjectNode reference = json.putObject("message_reference")
                .put("type", 0)
                .put("message_id", Json.id(message.referenceId))
                .put("channel_id", Json.id(message.channel.id()));
        if (message.channel.guild != null) {
            reference.put("guild_id", Json.id(message.channel.guild.id()));
        }
        if (!withOriginal || message.type == 6 || message.type == Polls.RESULT) {
            return;
        }
        if (message.original == null || message.original.deleted) {
            json.putNull("referenced_message");
        } else {
            json.set("referenced_message", message(message.original, false));
        }
    }
}
