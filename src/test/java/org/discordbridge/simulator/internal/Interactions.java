package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Interaction;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.User;

/** Starts interactions and finds them again by id and token. Guarded by the world's lock. */
public final class Interactions {
    private final World world;
    private final Commands commands;
    private final Map<String, SimInteraction> byToken = new LinkedHashMap<>();

    Interactions(World world, Commands commands) {
        this.world = world;
        this.commands = commands;
    }

    /** Registers a command as if by REST: with one optional string option for each name. */
    public void addCommand(String name, String... options) {
        synchronized (world) {
            ObjectNode command = Json.object().put("name", name).put("description", name);
            ArrayNode list = command.putArray("options");
            for (String option : options) {
                list.addObject()
                        .put("type", 3)
                        .put("name", option)
                        .put("description", option)
                        .put("required", false);
            }
            commands.upsert(0, command);
        }
    }

    /** Lets a user type a command that the bot has registered. */
    public Interaction slash(User user, Channel where, String name, Map<String, ?> options) {
        SimChannel channel = (SimChannel) where;
        synchronized (world) {
            ObjectNode command = commands.find(channel.guildId(), name);
            if (command == null) {
                throw new IllegalStateException("No command /" + name + " is registered, so Discord would not offer it."
                        + " Registered: " + commands.names(channel.guildId()));
            }
            SimInteraction interaction = new SimInteraction(channel, user, name);
            ObjectNode data = Json.object()
                    .put("id", command.path("id").asText())
                    .put("type", 1)
                    .put("name", name);
            ArrayNode values = data.putArray("options");
            options.forEach((key, value) -> values.addObject()
                    .put("name", key)
                    .put("type", type(command, name, key))
                    .set("value", Json.tree(value)));
            if (command.has("guild_id")) {
                data.set("guild_id", command.get("guild_id"));
            }
            return start(interaction, 2, data, null);
        }
    }

    /** Lets a user press a button of a message. */
    public Interaction component(User user, Message of, String customId) {
        SimMessage message = (SimMessage) of;
        synchronized (world) {
            SimInteraction interaction = new SimInteraction(message.channel, user, customId);
            interaction.original = message;
            ObjectNode data = Json.object().put("custom_id", customId).put("component_type", 2);
            return start(interaction, 3, data, world.payloads.message(message));
        }
    }

    private SimInteraction start(SimInteraction interaction, int type, ObjectNode data, ObjectNode message) {
        SimChannel channel = interaction.channel;
        byToken.values().removeIf(old -> old.dead() && byToken.size() > 1000);
        byToken.put(interaction.token(), interaction);
        ObjectNode json = Json.object()
                .put("id", Json.id(interaction.id()))
                .put("application_id", Json.id(world.bot.id()))
                .put("type", type)
                .put("token", interaction.token())
                .put("version", 1)
                .put("channel_id", Json.id(channel.id()))
                .put("locale", "en-US")
                .put("attachment_size_limit", 10 << 20)
                .put("context", channel.guild == null ? 1 : 0)
                .put("app_permissions", Long.toString(SimGuild.BOT_PERMISSIONS));
        json.set("data", data);
        json.set("channel", channel.json());
        json.putArray("entitlements");
        ObjectNode owners = json.putObject("authorizing_integration_owners");
        if (message != null) {
            json.set("message", message);
        }
        if (channel.guild == null) {
            owners.put("0", "0");
            json.set("user", Payloads.user(interaction.user));
        } else {
            SimGuild guild = channel.guild;
            if (!guild.isMember(interaction.user)) {
                guild.admit(interaction.user);
            }
            owners.put("0", Json.id(guild.id()));
            json.put("guild_id", Json.id(guild.id())).put("guild_locale", "en-US");
            json.putObject("guild")
                    .put("id", Json.id(guild.id()))
                    .put("locale", "en-US")
                    .putArray("features");
            json.set("member", guild.member(interaction.user, true).put("permissions", "2251799813685247"));
        }
        world.publish(new Event("INTERACTION_CREATE", channel.guildId(), 0, json));
        return interaction;
    }

    private static int type(JsonNode command, String name, String option) {
        for (JsonNode one : command.path("options")) {
            if (one.path("name").asText().equals(option)) {
                return one.path("type").asInt(3);
            }
        }
        throw new IllegalArgumentException("/" + name + " has no option '" + option + "': " + command.path("options"));
    }

    SimInteraction byToken(String token) {
        return byToken.get(token);
    }
}
