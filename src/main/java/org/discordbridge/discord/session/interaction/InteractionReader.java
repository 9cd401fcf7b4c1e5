package org.discordbridge.discord.session.interaction;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.discord.session.command.CommandDefinition;
import org.discordbridge.discord.session.command.OptionShortForm;
import org.discordbridge.discord.session.json.DiscordJson;
import org.discordbridge.discord.session.json.JsonObject;
import org.discordbridge.discord.session.read.NameLookup;
import org.discordbridge.event.Actor;
import org.discordbridge.event.AutocompleteRequested;
import org.discordbridge.event.CommandInvoked;
import org.discordbridge.event.ComponentUsed;
import org.discordbridge.event.EventType;
import org.discordbridge.event.Interaction;
import org.discordbridge.event.InteractionEvent;
import org.discordbridge.event.ModalSubmitted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the payload of INTERACTION_CREATE (Discord docs, Receiving and Responding > Interaction Object). */
public final class InteractionReader {
    private static final Logger LOG = LoggerFactory.getLogger(InteractionReader.class);
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final int COMMAND = 2;
    private static final int COMPONENT = 3;
    private static final int AUTOCOMPLETE = 4;
    private static final int MODAL = 5;
    private static final Set<Integer> KNOWN = Set.of(COMMAND, COMPONENT, AUTOCOMPLETE, MODAL);
    private static final int BUTTON = 2;

    private final NameLookup places;

    public InteractionReader(NameLookup places) {
        this.places = places;
    }

    /**
     * Reads the event; null if its kind is new at Discord, or if something is missing that the answer needs. Other
     * parts that cannot be read are left out, and named in the log.
     */
    InteractionEvent read(DataObject content) {
        JsonObject d = JsonObject.of(content);
        int type = d.integer("type", 0);
        if (!KNOWN.contains(type)) {
            LOG.debug("Interaction {} is of type {}, which is not known", d.id("id"), type);
            return null;
        }
        Interaction interaction = interaction(d);
        JsonObject data = d.neededObject("data");
        InteractionEvent event = interaction == null || data == null ? null : read(type, interaction, d, data);
        if (event == null) {
            LOG.error("Interaction {} cannot be answered and is lost: {}", d.id("id"), d.faults());
            return null;
        }
        d.tell(LOG, "Interaction", interaction.id());
        return event;
    }

    private static InteractionEvent read(int type, Interaction interaction, JsonObject d, JsonObject data) {
        if (!data.needed(type == COMMAND || type == AUTOCOMPLETE ? "name" : "custom_id")) {
            return null;
        }
        return switch (type) {
            case COMMAND -> command(interaction, data);
            case COMPONENT -> component(interaction, data, messageId(d));
            case AUTOCOMPLETE -> autocomplete(interaction, data);
            default -> new ModalSubmitted(interaction, data.text("custom_id", ""), fields(data), messageId(d));
        };
    }

    private Interaction interaction(JsonObject d) {
        String id = d.neededId("id");
        String token = d.needed("token") ? d.text("token") : null;
        if (id == null || token == null) {
            return null;
        }
        JsonObject member = d.object("member");
        JsonObject user = member == null ? d.neededObject("user") : member.neededObject("user");
        Instant used = DiscordJson.born(id);
        return new Interaction(
                id,
                token,
                used.plus(LIFE),
                used,
                places.of(d.id("guild_id"), d.id("channel_id")),
                user == null ? Actor.UNKNOWN : DiscordJson.actor(user, member));
    }

    private static String messageId(JsonObject d) {
        JsonObject message = d.object("message");
        return message == null ? null : message.id("id");
    }

    private static CommandInvoked command(Interaction interaction, JsonObject data) {
        int type = data.integer("type", CommandDefinition.SLASH);
        if (type == CommandDefinition.SLASH) {
            Typed typed = typed(data);
            return new CommandInvoked(interaction, typed.path, typed.values, typed.content.toString());
        }
        String target = data.id("target_id");
        String name = data.text("name", "");
        JsonObject resolved = data.object("resolved");
        if (type == CommandDefinition.MESSAGE) {
            JsonObject message = found(resolved, "messages", target);
            String text = message == null ? "" : message.text("content", "");
            return new CommandInvoked(EventType.MESSAGE_COMMAND, interaction, name, Map.of(), text, target, null);
        }
        String shown = DiscordJson.shownName(found(resolved, "users", target), found(resolved, "members", target));
        return new CommandInvoked(EventType.USER_COMMAND, interaction, name, Map.of(), "", target, shown);
    }

    /** Finds a resolved object; null if there is none. */
    private static JsonObject found(JsonObject resolved, String kind, String id) {
        JsonObject all = resolved == null || id == null ? null : resolved.object(kind);
        return all == null ? null : all.object(id);
    }

    private static ComponentUsed component(Interaction interaction, JsonObject data, String messageId) {
        return new ComponentUsed(
                data.integer("component_type", BUTTON) == BUTTON ? EventType.BUTTON : EventType.SELECT,
                interaction,
                data.text("custom_id", ""),
                data.texts("values"),
                messageId);
    }

    private static AutocompleteRequested autocomplete(Interaction interaction, JsonObject data) {
        Typed typed = typed(data);
        return new AutocompleteRequested(
                interaction,
                typed.path,
                Objects.requireNonNullElse(typed.focused, ""),
                typed.focused == null ? "" : typed.values.get(typed.focused),
                typed.values);
    }

    /** The path of a typed command, and the values of its options. */
    private static final class Typed {
        String path;
        String focused;
        final Map<String, String> values = new LinkedHashMap<>();
        final StringJoiner content = new StringJoiner(" ");
    }

    private static Typed typed(JsonObject data) {
        Typed typed = new Typed();
        typed.path = data.text("name", "");
        List<JsonObject> options = options(data);
        while (options.size() == 1 && options.get(0).integer("type", 0) <= OptionShortForm.SUB_COMMAND_GROUP) {
            typed.path += "/" + options.get(0).text("name", "");
            options = options(options.get(0));
        }
        for (JsonObject option : options) {
            String name = option.needed("name") ? option.text("name") : null;
            if (name == null) {
                continue;
            }
            String value = option.plain("value");
            typed.values.put(name, value);
            typed.content.add(value);
            if (option.flag("focused")) {
                typed.focused = name;
            }
        }
        return typed;
    }

    private static List<JsonObject> options(JsonObject of) {
        return of.objects("options", Function.identity());
    }

    /** Reads the fields of a form; they are in rows, or in labels (Discord docs, Component Reference). */
    private static Map<String, String> fields(JsonObject data) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (JsonObject top : data.objects("components", Function.<JsonObject>identity())) {
            put(fields, top);
            JsonObject labelled = top.object("component");
            if (labelled != null) {
                put(fields, labelled);
            }
            top.objects("components", Function.<JsonObject>identity()).forEach(one -> put(fields, one));
        }
        return fields;
    }

    private static void put(Map<String, String> fields, JsonObject component) {
        String name = component.text("custom_id");
        if (name != null) {
            fields.put(
                    name,
                    component.has("values") ? String.join(",", component.texts("values")) : component.plain("value"));
        }
    }
}
