package org.discordbridge.simulator.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.GatewaySession;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.User;

/** What one person sees, as JSON for the page. */
final class View {
    private static final int SHOWN = 100;

    private final DiscordSimulator discord;
    private final Troubles troubles;

    View(DiscordSimulator discord, Troubles troubles) {
        this.discord = discord;
        this.troubles = troubles;
    }

    /** Everything but messages: places, people, commands, troubles, and whether the bot is there. */
    ObjectNode world(User viewer) {
        ObjectNode world =
                Json.object().put("connected", discord.sessions().stream().anyMatch(GatewaySession::connected));
        world.set("bot", user(discord.bot()));
        world.put("direct", Json.id(discord.directChannel(viewer).id()));
        ArrayNode people = world.putArray("people");
        discord.users().stream().filter(user -> !user.bot()).forEach(user -> people.add(user(user)));
        ArrayNode guilds = world.putArray("guilds");
        ObjectNode commands = world.putObject("commands");
        commands.putArray("0").addAll(discord.commands());
        for (Guild guild : discord.guilds()) {
            ObjectNode json = guilds.addObject().put("id", Json.id(guild.id())).put("name", guild.name());
            ArrayNode channels = json.putArray("channels");
            guild.channels().forEach(channel -> channels.add(channel(channel)));
            commands.putArray(Json.id(guild.id())).addAll(discord.commands(guild));
        }
        world.set("troubles", troubles.json());
        return world;
    }

    /** The latest messages of a channel, oldest first. */
    List<ObjectNode> messages(Channel channel, User viewer) {
        List<Message> all = channel.messages(viewer);
        return all.subList(Math.max(0, all.size() - SHOWN), all.size()).stream()
                .map(message -> message(message, viewer))
                .toList();
    }

    private static ObjectNode message(Message message, User viewer) {
        ObjectNode json = message.json();
        json.put("own", message.author().equals(viewer));
        ArrayNode reacted = json.putArray("reacted");
        message.reactionsOf(viewer).forEach(reacted::add);
        forgetLinks(json);
        forgetLinks(json.path("referenced_message"));
        return json;
    }

    // they are signed anew each time, and would look like a change; the page asks for files by their ids
    private static void forgetLinks(JsonNode message) {
        for (JsonNode attachment : message.path("attachments")) {
            ((ObjectNode) attachment).remove(List.of("url", "proxy_url"));
        }
    }

    private static ObjectNode user(User user) {
        return Json.object()
                .put("id", Json.id(user.id()))
                .put("name", user.displayName() == null ? user.name() : user.displayName());
    }

    private static ObjectNode channel(Channel channel) {
        JsonNode json = channel.json();
        return Json.object()
                .put("id", Json.id(channel.id()))
                .put("name", channel.name())
                .put("type", channel.type())
                .put("parent", json.path("parent_id").asText(null))
                .put("last", json.path("last_message_id").asText(null));
    }
}
