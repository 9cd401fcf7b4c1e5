package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One dispatch on its way to the sessions: rendered once with content and once without, and only if asked for. */
final class Event {
    final String type;
    final long guildId;
    /** Any of these intents suffices; 0 asks for none. */
    final long intents;

    private final ObjectNode full;
    private final ObjectNode stripped;
    private String fullText;
    private String strippedText;

    Event(String type, long guildId, long intents, ObjectNode full, ObjectNode stripped) {
        this.type = type;
        this.guildId = guildId;
        this.intents = intents;
        this.full = full;
        this.stripped = stripped;
    }

    Event(String type, long guildId, long intents, ObjectNode data) {
        this(type, guildId, intents, data, null);
    }

    /** All of the data. */
    ObjectNode data() {
        return full;
    }

    /** The data as JSON, without what needs MESSAGE_CONTENT unless the reader has it. */
    String text(boolean content) {
        if (content || stripped == null) {
            if (fullText == null) {
                fullText = Json.text(full);
            }
            return fullText;
        }
        if (strippedText == null) {
            strippedText = Json.text(stripped);
        }
        return strippedText;
    }
}
