package org.discordbridge.simulator;

import java.util.Objects;

/**
 * Something that goes wrong when a button on the page of {@link Chat} is pressed.
 *
 * @param label what the button says
 * @param description what it does, in a sentence
 * @param begin makes it; may block, and fail
 * @param end ends it; null if it is over at once
 */
public record Trouble(String label, String description, Action begin, Action end) {
    public Trouble {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(begin, "begin");
    }

    /** What a button does; it is told which channel the page shows. */
    @FunctionalInterface
    public interface Action {
        /** Does it, and returns when it is done. */
        void on(Channel channel);
    }

    /** One that is over at once. */
    public static Trouble once(String label, String description, Action action) {
        return new Trouble(label, description, action, null);
    }

    /** One that lasts until the button is pressed again. */
    public static Trouble lasting(String label, String description, Action begin, Action end) {
        return new Trouble(label, description, begin, Objects.requireNonNull(end, "end"));
    }

    /** Whether it lasts until it is ended. */
    public boolean lasts() {
        return end != null;
    }
}
