package org.discordbridge.discord.session.read;

import org.discordbridge.discord.session.json.JsonObject;

/**
 * Reads the words in the components of a message: those of text displays and the descriptions of pictures and files, in
 * the order in which people see them (Discord docs, Component Reference). Labels of buttons and the like do not count
 * as text.
 *
 * <p>It looks at the fields of a component and not at its type, so that it finds the words of a new kind too.
 */
final class ComponentText {
    /** Deepest level. A container has sections, which have texts: Discord allows no deeper level today. */
    private static final int DEEPEST = 10;

    private final StringBuilder words = new StringBuilder();

    private ComponentText() {}

    /** Returns the words, in a line or more for each component; empty if there are none. */
    static String of(JsonObject message) {
        if (message.isEmpty("components")) {
            return "";
        }
        ComponentText text = new ComponentText();
        text.addAll(message, "components", 1);
        return text.words.toString();
    }

    private void addAll(JsonObject parent, String key, int depth) {
        if (depth <= DEEPEST && !parent.isEmpty(key)) {
            parent.objects(key, component -> {
                add(component, depth);
                return null;
            });
        }
    }

    private void add(JsonObject component, int depth) {
        add(component.text("content"));
        add(component.text("description"));
        addAll(component, "components", depth + 1);
        addAll(component, "items", depth + 1);
        JsonObject accessory = depth < DEEPEST ? component.object("accessory") : null;
        if (accessory != null) {
            add(accessory, depth + 1);
        }
    }

    private void add(String text) {
        if (text != null && !text.isEmpty()) {
            words.append(words.isEmpty() ? "" : "\n").append(text);
        }
    }
}
