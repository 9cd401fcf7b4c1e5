package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/** Components as Discord keeps them: each has a number, and what was left out has its default. */
final class Components {
    private final Set<Integer> taken = new HashSet<>();
    private int last;

    private Components() {}

    /** Those of a message; null if it has none. */
    static ArrayNode kept(JsonNode components) {
        if (!components.isArray()) {
            return null;
        }
        ArrayNode kept = components.deepCopy();
        Components all = new Components();
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
        if (ComponentLimits.SELECTS.contains(component.path("type").asInt())) {
            component
                    .put("min_values", component.path("min_values").asInt(1))
                    .put("max_values", component.path("max_values").asInt(1));
        }
        complete(component.path("components"));
        if (component.get("accessory") instanceof ObjectNode accessory) {
            complete(accessory);
        }
    }
}
