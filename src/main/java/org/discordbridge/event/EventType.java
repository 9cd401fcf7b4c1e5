package org.discordbridge.event;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of events, by the names used in {@code discord:NAME}. */
public enum EventType {
    /** Somebody wrote in a channel, thread or direct message. */
    MESSAGE_CREATED("message-created"),
    /** A slash command was used. */
    COMMAND("command"),
    /** The gateway session is ready for the first time. */
    READY("ready");

    private final String eventName;

    EventType(String eventName) {
        this.eventName = eventName;
    }

    /** The name in kebab case, such as {@code message-created}. */
    public String eventName() {
        return eventName;
    }

    /** The kind of that name, if there is one. */
    public static Optional<EventType> named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.eventName.equals(name))
                .findFirst();
    }

    /** All names, for messages to people. */
    public static String names() {
        return Arrays.stream(values()).map(EventType::eventName).collect(Collectors.joining(", "));
    }
}
