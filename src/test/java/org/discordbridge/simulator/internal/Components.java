package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/** Components as Discord keeps them: each has a number, and what was left out has its default. */
final class Components {
    private final World world;
    private final Set<Integer> taken = new HashSet<>();
    private int last;

    private Components(World world) {
        this.world = world;
    }

    /** Those of a message; null if it has none. */
    static ArrayNode kept(World world, JsonNode components) {
        if (!components.isArray()) {
            return null;
        }
        ArrayNode kept = Json.withoutNulls(components.deepCopy());
        Components all = new Components(world);
        all.note(kept);
        all.complete(kept);
        return kept;
    }

    private void note(JsonNode components) {
        for (JsonNode component : components) {
            taken.add(component.path("id").asInt());
            note(component.path("components"));
            taken.add(component.path("accessory").path("id").asInt());
        }
    }

    private void complete(JsonNode components) {
        for (JsonNode component : components) {
            complete((ObjectNode) component);
        }
    }

    // Discord docs, Component Reference > Anatomy of a Component: 0 counts as none
    private void complete(ObjectNode component) {
        if (component.path("id").asInt() == 0) {
            while (!taken.add(++last)) {
                // the next one
            }
            component.put("id", last);
        }
        switch (component.path("type").asInt()) {
            case 3, 5, 6, 7, 8 -> {
                absent(component, "min_values", 1);
                absent(component, "max_values", 1);
            }
            case 11 -> media(component, "media");
            case 12 -> component.path("items").forEach(item -> media((ObjectNode) item, "media"));
            case 13 -> {
                media(component, "file");
                absent(component, "name", null);
                absent(component, "size", null);
            }
            case 14 -> {
                absent(component, "divider", true);
                absent(component, "spacing", 1);
            }
            case 17 -> {
                absent(component, "accent_color", null);
                absent(component, "spoiler", false);
            }
            default -> {
                // has no defaults
            }
        }
        complete(component.path("components"));
        if (component.get("accessory") instanceof ObjectNode accessory) {
            complete(accessory);
        }
    }

    private void media(ObjectNode of, String field) {
        absent(of, "spoiler", false);
        if (field.equals("media")) {
            absent(of, "description", null);
        }
        if (of.get(field) instanceof ObjectNode media) {
            absent(media, "id", Json.id(world.ids.next()));
            absent(media, "proxy_url", media.path("url").asText());
        }
    }

    private static void absent(ObjectNode object, String field, Object value) {
        if (!object.hasNonNull(field)) {
            object.set(field, Json.tree(value));
        }
    }
}
