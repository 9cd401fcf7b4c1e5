package org.discordbridge.discord;

import java.util.function.Consumer;
import org.apache.camel.Service;

/**
 * Says what texts mean: the intent of a message. Routes of messages ask the one that is in the registry, if there is
 * one, and start it; it stops with the context, after them. Called on the threads of routes.
 */
public interface Understanding extends Service {
    /** Says the name of the intent of a text to which none is near. */
    String UNKNOWN = "unknown";

    /** Returns whether there are intents at the moment: if not, nothing is asked. Must not block. */
    boolean isOn();

    /** Returns whether there is an intent of that name. */
    boolean has(String intent);

    /**
     * Finds the intent that is nearest to a text. Does not block.
     *
     * @param then is told once, at once or later on another thread, which it must not hold up; told null if the text
     *     could not be looked at
     */
    void find(String text, Consumer<Nearest> then);

    /**
     * Holds the intent that is nearest to a text.
     *
     * @param intent its name, {@link #UNKNOWN} if it is not near enough
     * @param score how near the nearest one is, from -1 to 1
     */
    record Nearest(String intent, double score) {}
}
