package org.discordbridge.discord.session;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.Function;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.event.AutocompleteRequested;
import org.discordbridge.event.CommandInvoked;
import org.discordbridge.event.ComponentUsed;
import org.discordbridge.event.EventType;
import org.discordbridge.event.Interaction;
import org.discordbridge.event.InteractionEvent;
import org.discordbridge.event.ModalSubmitted;

/** Reads the payload of INTERACTION_CREATE (Discord docs, Receiving and Responding > Interaction Object). */
final class InteractionReader {
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final int COMMAND = 2;
    private static final int COMPONENT = 3;
    private static final int AUTOCOMPLETE = 4;
    private static final int MODAL = 5;
    private static final int BUTTON = 2;

    private final Places places;

    InteractionReader(Places places) {
        this.places = places;
    }

    /** The event; null if it is of a kind that Discord has added since. */
    InteractionEvent read(DataObject d) {
        DataObject data = d.optObject("data").orElseGet(DataObject::empty);
        return switch (d.getInt("type", 0)) {
            case COMMAND -> command(interaction(d), data);
            case COMPONENT -> component(interaction(d), data, messageId(d));
            case AUTOCOMPLETE -> autocomplete(interaction(d), data);
            case MODAL -> new ModalSubmitted(interaction(d), data.getString("custom_id"), fields(data), messageId(d));
            default -> null;
        };
    }

    private Interaction interaction(DataObject d) {
        String id = d.getString("id");
        DataObject member = d.optObject("member").orElse(null);
        DataObject user = member == null ? d.getObject("user") : member.getObject("user");
        Instant used = Json.born(id);
        return new Interaction(
                id,
                d.getString("token"),
                used.plus(LIFE),
                used,
                places.of(d.getString("guild_id", null), d.getString("channel_id", null)),
                Json.actor(user, member));
    }

    private static String messageId(DataObject d) {
        return Json.part(d, "message", "id");
    }

    private static CommandInvoked command(Interaction interaction, DataObject data) {
        int type = data.getInt("type", CommandDefinition.SLASH);
        if (type == CommandDefinition.SLASH) {
            Typed typed = typed(data);
            return new CommandInvoked(interaction, typed.path, typed.values, typed.content.toString());
        }
        String target = data.getString("target_id", null);
        String name = data.getString("name");
        DataObject resolved = data.optObject("resolved").orElseGet(DataObject::empty);
        if (type == CommandDefinition.MESSAGE) {
            String text = found(resolved, "messages", target).getString("content", "");
            return new CommandInvoked(EventType.MESSAGE_COMMAND, interaction, name, Map.of(), text, target, null);
        }
        DataObject user = found(resolved, "users", target);
        DataObject member = found(resolved, "members", target);
        String shown = Json.shownName(user, member);
        return new CommandInvoked(EventType.USER_COMMAND, interaction, name, Map.of(), "", target, shown);
    }

    private static DataObject found(DataObject resolved, String kind, String id) {
        return resolved.optObject(kind)
                .flatMap(all -> id == null ? java.util.Optional.empty() : all.optObject(id))
                .orElseGet(DataObject::empty);
    }

    private static ComponentUsed component(Interaction interaction, DataObject data, String messageId) {
        return new ComponentUsed(
                data.getInt("component_type", BUTTON) == BUTTON ? EventType.BUTTON : EventType.SELECT,
                interaction,
                data.getString("custom_id"),
                Json.strings(data, "values"),
                messageId);
    }

    private static AutocompleteRequested autocomplete(Interaction interaction, DataObject data) {
        Typed typed = typed(data);
        return new AutocompleteRequested(
                interaction,
                typed.path,
                Objects.requireNonNullElse(typed.focused, ""),
                typed.focused == null ? "" : typed.values.get(typed.focused),
                typed.values);
    }

    /** What stands behind the slash: the path of the command, and the values of its options. */
    private static final class Typed {
        String path;
        String focused;
        final Map<String, String> values = new LinkedHashMap<>();
        final StringJoiner content = new StringJoiner(" ");
    }

    private static Typed typed(DataObject data) {
        Typed typed = new Typed();
        typed.path = data.getString("name");
        List<DataObject> options = options(data);
        while (options.size() == 1 && options.get(0).getInt("type", 0) <= SlashCommand.SUB_COMMAND_GROUP) {
            typed.path += "/" + options.get(0).getString("name");
            options = options(options.get(0));
        }
        for (DataObject option : options) {
            String name = option.getString("name");
            String value = String.valueOf(option.opt("value").orElse(""));
            typed.values.put(name, value);
            typed.content.add(value);
            if (option.getBoolean("focused", false)) {
                typed.focused = name;
            }
        }
        return typed;
    }

    private static List<DataObject> options(DataObject of) {
        return Json.list(of, "options", DataArray::getObject, Function.identity());
    }

    /** Fields stand in rows, or in labels (Discord docs, Component Reference). */
    private static Map<String, String> fields(DataObject data) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (DataObject top : Json.list(data, "components", DataArray::getObject, Function.identity())) {
            put(fields, top);
            top.optObject("component").ifPresent(one -> put(fields, one));
            Json.list(top, "components", DataArray::getObject, Function.identity())
                    .forEach(one -> put(fields, one));
        }
        return fields;
    }

    private static void put(Map<String, String> fields, DataObject component) {
        String name = component.getString("custom_id", null);
        if (name == null) {
            return;
        }
        fields.put(
                name,
                component.hasKey("values")
                        ? String.join(",", Json.strings(component, "values"))
                        : String.valueOf(component.opt("value").orElse("")));
    }
}
