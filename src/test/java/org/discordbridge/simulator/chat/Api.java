package org.discordbridge.simulator.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Interaction;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.MessageDraft;
import org.discordbridge.simulator.Upload;
import org.discordbridge.simulator.User;

/**
 * What people do on the page. Every request names who does it ({@code as}) and, but for a few, where ({@code channel}).
 * May block while the bot has three seconds to answer, so never on the event loop.
 */
final class Api {
    private static final int LONGEST = 2_000;
    private static final Duration DEADLINE = Duration.ofMillis(3_200);
    private static final int FORMS = 100;

    private final DiscordSimulator discord;
    private final Troubles troubles;
    private final Uploads uploads;
    private final Map<String, Interaction> opened = new LinkedHashMap<>();

    Api(DiscordSimulator discord, Troubles troubles, Uploads uploads) {
        this.discord = discord;
        this.troubles = troubles;
        this.uploads = uploads;
    }

    /** Does it, and says what the page has to know. */
    ObjectNode act(String action, JsonNode request) {
        return switch (action) {
            case "send" -> send(request);
            case "edit" -> {
                own(request).edit(text(request, "content"));
                yield Json.object();
            }
            case "delete" -> {
                own(request).delete();
                yield Json.object();
            }
            case "react" -> react(request);
            case "thread" -> thread(request);
            case "command" ->
                answered(discord.slashCommand(
                        person(request), channel(request), text(request, "command"), options(request)));
            case "suggest" -> suggest(request);
            case "message-command" ->
                answered(discord.messageCommand(person(request), text(request, "command"), message(request)));
            case "user-command" ->
                answered(discord.userCommand(
                        person(request), channel(request), text(request, "command"), anybody(text(request, "target"))));
            case "press" -> answered(discord.pressButton(person(request), message(request), text(request, "customId")));
            case "choose" ->
                answered(discord.choose(person(request), message(request), text(request, "customId"), values(request)));
            case "submit" -> submit(request);
            case "trouble" -> {
                troubles.press(request.path("index").asInt(-1), channel(request));
                yield Json.object();
            }
            default -> throw new Refused("The page cannot do '" + action + "'.");
        };
    }

    private ObjectNode send(JsonNode request) {
        String content = request.path("content").asText().strip();
        if (content.length() > LONGEST) {
            throw new Refused(
                    "A message has at most " + LONGEST + " characters; this one has " + content.length() + ".");
        }
        List<Upload> files = uploads.take(request.path("files"));
        if (content.isEmpty() && files.isEmpty()) {
            throw new Refused("The message is empty.");
        }
        MessageDraft draft = MessageDraft.text(content);
        files.forEach(draft::attach);
        if (request.hasNonNull("reply")) {
            draft.replyTo(message(channel(request), text(request, "reply")));
        }
        return id(channel(request).post(person(request), draft).id());
    }

    private ObjectNode react(JsonNode request) {
        if (request.path("on").asBoolean(true)) {
            message(request).react(person(request), text(request, "emoji"));
        } else {
            message(request).unreact(person(request), text(request, "emoji"));
        }
        return Json.object();
    }

    private ObjectNode thread(JsonNode request) {
        return id(message(request)
                .addThread(person(request), text(request, "name"))
                .id());
    }

    private ObjectNode suggest(JsonNode request) {
        Interaction typing = discord.typeOption(
                person(request),
                channel(request),
                text(request, "command"),
                text(request, "option"),
                request.path("text").asText(),
                options(request));
        acknowledged(typing);
        ObjectNode json = Json.object();
        ArrayNode choices = json.putArray("choices");
        typing.callback()
                .ifPresent(callback -> callback.path("data").path("choices").forEach(choices::add));
        return json;
    }

    private ObjectNode submit(JsonNode request) {
        Interaction form;
        synchronized (opened) {
            form = opened.get(text(request, "form"));
        }
        if (form == null) {
            throw new Refused("The form is not open any more.");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        request.path("fields")
                .fields()
                .forEachRemaining(
                        field -> fields.put(field.getKey(), field.getValue().asText()));
        return answered(discord.submitModal(form, fields));
    }

    /** Waits until the bot has said something, and tells the page to show a form if it opened one. */
    private ObjectNode answered(Interaction interaction) {
        ObjectNode json = id(interaction.id()).put("failed", !acknowledged(interaction));
        if (interaction.callbackType() == 9) {
            json.set("form", interaction.callback().orElseThrow().path("data"));
            synchronized (opened) {
                opened.put(Json.id(interaction.id()), interaction);
                if (opened.size() > FORMS) {
                    opened.remove(opened.keySet().iterator().next());
                }
            }
        }
        return json;
    }

    private static boolean acknowledged(Interaction interaction) {
        try {
            interaction.awaitAcknowledged(DEADLINE);
            return true;
        } catch (AssertionError never) {
            return false;
        }
    }

    /** Who does it: a person, never the bot. */
    User person(JsonNode request) {
        return person(text(request, "as"));
    }

    User person(String id) {
        User user = anybody(id);
        if (user.bot()) {
            throw new Refused("Nobody may speak as a bot.");
        }
        return user;
    }

    private User anybody(String id) {
        long wanted = Json.id(id);
        return discord.users().stream()
                .filter(user -> user.id() == wanted)
                .findFirst()
                .orElseThrow(() -> new Refused("There is nobody with the id " + id + "."));
    }

    Channel channel(JsonNode request) {
        return channel(text(request, "channel"));
    }

    Channel channel(String id) {
        return discord.channel(Json.id(id)).orElseThrow(() -> new Refused("There is no channel " + id + "."));
    }

    private Message message(JsonNode request) {
        return message(channel(request), text(request, "message"));
    }

    static Message message(Channel channel, String id) {
        return channel.message(Json.id(id)).orElseThrow(() -> new Refused("There is no message " + id + " here."));
    }

    private Message own(JsonNode request) {
        Message message = message(request);
        if (!message.author().equals(person(request))) {
            throw new Refused("Only who wrote a message may change it.");
        }
        return message;
    }

    private static Map<String, Object> options(JsonNode request) {
        Map<String, Object> options = new LinkedHashMap<>();
        request.path("options").fields().forEachRemaining(option -> {
            JsonNode value = option.getValue();
            options.put(
                    option.getKey(),
                    value.isNumber() ? value.numberValue() : value.isBoolean() ? value.booleanValue() : value.asText());
        });
        return options;
    }

    private static String[] values(JsonNode request) {
        List<String> values = new ArrayList<>();
        request.path("values").forEach(value -> values.add(value.asText()));
        return values.toArray(String[]::new);
    }

    private static String text(JsonNode request, String name) {
        String text = request.path(name).asText("");
        if (text.isBlank()) {
            throw new Refused("'" + name + "' is missing.");
        }
        return text;
    }

    private static ObjectNode id(long id) {
        return Json.object().put("id", Json.id(id));
    }
}
