package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Interaction;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.User;

/** Starts interactions and finds them again by id and token. Guarded by the world's lock. */
public final class Interactions {
    private static final int USER_COMMAND = 2;
    private static final int MESSAGE_COMMAND = 3;
    private static final int BUTTON = 2;
    private static final int LINK = 5;
    private static final int STRING_SELECT = 3;

    private final World world;
    private final Commands commands;
    private final Map<String, SimInteraction> byToken = new LinkedHashMap<>();

    public Interactions(World world, Commands commands) {
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

    /** The commands of a guild, or with 0 those of everywhere, as Discord keeps them. */
    public List<ObjectNode> commands(long guild) {
        synchronized (world) {
            return commands.all(guild).stream().map(ObjectNode::deepCopy).toList();
        }
    }

    /** Lets a user type a command that the bot has registered. */
    public Interaction slash(User user, Channel where, String path, Map<String, ?> options) {
        SimChannel channel = (SimChannel) where;
        synchronized (world) {
            ObjectNode data = new TypedCommand(
                            channel, find(channel, 1, TypedCommand.parts(path).get(0)), path)
                    .sent(options);
            return start(new SimInteraction(channel, user, path, SimInteraction.COMMAND, null), data);
        }
    }

    /** Lets a user type an option, and wait for suggestions. */
    public Interaction typing(
            User user, Channel where, String path, String option, String text, Map<String, ?> options) {
        SimChannel channel = (SimChannel) where;
        synchronized (world) {
            ObjectNode data = new TypedCommand(
                            channel, find(channel, 1, TypedCommand.parts(path).get(0)), path)
                    .typing(option, text, options);
            return start(new SimInteraction(channel, user, path, SimInteraction.AUTOCOMPLETE, null), data);
        }
    }

    private ObjectNode find(SimChannel channel, int type, String name) {
        ObjectNode command = commands.find(channel.guildId(), type, name);
        if (command == null) {
            throw new IllegalStateException("No command " + (type == 1 ? "/" : "") + name
                    + " is registered, so Discord would not offer it. Registered: "
                    + commands.names(channel.guildId()));
        }
        return command;
    }

    /** Lets a user choose a command from the menu of a user. */
    public Interaction onUser(User user, Channel where, String name, User target) {
        SimChannel channel = (SimChannel) where;
        synchronized (world) {
            ObjectNode data = menu(find(channel, USER_COMMAND, name), target.id());
            new Resolved(channel, data).user(target.id());
            return start(new SimInteraction(channel, user, name, SimInteraction.COMMAND, null), data);
        }
    }

    /** Lets a user choose a command from the menu of a message. */
    public Interaction onMessage(User user, String name, Message target) {
        SimMessage message = (SimMessage) target;
        synchronized (world) {
            ObjectNode data = menu(find(message.channel, MESSAGE_COMMAND, name), message.id);
            // the text comes along whatever the intents are (Discord docs, Gateway > Message Content Intent)
            new Resolved(message.channel, data).message(message);
            return start(new SimInteraction(message.channel, user, name, SimInteraction.COMMAND, null), data);
        }
    }

    private static ObjectNode menu(ObjectNode command, long target) {
        ObjectNode data = Json.object()
                .put("id", command.path("id").asText())
                .put("type", command.path("type").asInt())
                .put("name", command.path("name").asText())
                .put("target_id", Json.id(target));
        if (command.has("guild_id")) {
            data.set("guild_id", command.get("guild_id"));
        }
        return data;
    }

    /** Lets a user press a button of a message. */
    public Interaction press(User user, Message of, String customId) {
        SimMessage message = (SimMessage) of;
        synchronized (world) {
            JsonNode button = component(message, customId);
            if (button.path("type").asInt() != BUTTON || button.path("style").asInt() == LINK) {
                throw new IllegalArgumentException("'" + customId + "' is no button to press: " + button);
            }
            ObjectNode data = Json.object().put("custom_id", customId).put("component_type", BUTTON);
            return start(component(user, message, customId), data);
        }
    }

    /** Lets a user choose in a select of a message: values of options, or ids. */
    public Interaction choose(User user, Message of, String customId, List<String> values) {
        SimMessage message = (SimMessage) of;
        synchronized (world) {
            JsonNode select = component(message, customId);
            int type = select.path("type").asInt();
            if (type != STRING_SELECT && !Resolved.OFFERED.containsKey(type)
                    || values.size() < select.path("min_values").asInt(1)
                    || values.size() > select.path("max_values").asInt(1)) {
                throw new IllegalArgumentException("Discord would not let anybody choose " + values + " in " + select);
            }
            ObjectNode data = Json.object().put("custom_id", customId).put("component_type", type);
            ArrayNode chosen = data.putArray("values");
            Resolved resolved = new Resolved(message.channel, data);
            for (String value : values) {
                if (!resolved.offers(select, type, value)) {
                    throw new IllegalArgumentException("There is no '" + value + "' to choose in " + select);
                }
                chosen.add(value);
            }
            return start(component(user, message, customId), data);
        }
    }

    private SimInteraction component(User user, SimMessage message, String customId) {
        return new SimInteraction(message.channel, user, customId, SimInteraction.COMPONENT, message);
    }

    private static JsonNode component(SimMessage message, String customId) {
        JsonNode found = message.components == null ? null : find(message.components, customId);
        if (message.deleted || found == null || found.path("disabled").asBoolean(false)) {
            throw new IllegalStateException("There is nothing called '" + customId + "' to use on message " + message.id
                    + ": " + message.components);
        }
        return found;
    }

    private static JsonNode find(JsonNode among, String customId) {
        for (JsonNode one : among) {
            if (one.path("custom_id").asText().equals(customId)) {
                return one;
            }
            JsonNode inner = find(one.path("components"), customId);
            if (inner == null
                    && one.path("accessory").path("custom_id").asText().equals(customId)) {
                return one.get("accessory");
            }
            if (inner != null) {
                return inner;
            }
        }
        return null;
    }

    /** Lets who is shown a form fill it in and send it. */
    public Interaction submit(Interaction opened, Map<String, String> fields) {
        SimInteraction opener = (SimInteraction) opened;
        synchronized (world) {
            if (opener.callbackType() != 9) {
                throw new IllegalStateException("No form was opened: callback of type " + opener.callbackType());
            }
            ObjectNode data = ModalForm.filled(
                    opener.channel, opener.callback().orElseThrow().path("data"), fields);
            return start(
                    new SimInteraction(
                            opener.channel,
                            opener.user,
                            data.path("custom_id").asText(),
                            SimInteraction.MODAL,
                            opener.source),
                    data);
        }
    }

    private SimInteraction start(SimInteraction interaction, ObjectNode data) {
        SimChannel channel = interaction.channel;
        if (channel.guild != null) {
            channel.guild.people.join(interaction.user);
        }
        byToken.values().removeIf(old -> old.dead() && byToken.size() > 1000);
        byToken.put(interaction.token(), interaction);
        ObjectNode json = Json.object()
                .put("id", Json.id(interaction.id()))
                .put("application_id", Json.id(world.bot.id()))
                .put("type", interaction.type)
                .put("token", interaction.token())
                .put("version", 1)
                .put("channel_id", Json.id(channel.id()))
                .put("locale", "en-US")
                .put("attachment_size_limit", 10 << 20)
                .put("context", channel.guild == null ? 1 : 0)
                .put("app_permissions", Long.toString(channel.permissions()));
        json.set("data", data);
        json.set("channel", channel.json());
        json.putArray("entitlements");
        ObjectNode owners = json.putObject("authorizing_integration_owners");
        if (interaction.source != null) {
            json.set("message", world.payloads.message(interaction.source));
        }
        if (channel.guild == null) {
            owners.put("0", "0");
            json.set("user", Payloads.user(interaction.user));
        } else {
            SimGuild guild = channel.guild;
            owners.put("0", Json.id(guild.id()));
            json.put("guild_id", Json.id(guild.id())).put("guild_locale", "en-US");
            json.putObject("guild")
                    .put("id", Json.id(guild.id()))
                    .put("locale", "en-US")
                    .putArray("features");
            json.set("member", guild.people.json(interaction.user, true).put("permissions", Resolved.PERMISSIONS));
        }
        world.publish(new Event("INTERACTION_CREATE", channel.guildId(), 0, json));
        return interaction;
    }

    SimInteraction byToken(String token) {
        return byToken.get(token);
    }
}
