package org.discordbridge.discord.session.interaction;

import java.util.function.Supplier;
import org.discordbridge.discord.session.subscribe.Subscriber;
import org.discordbridge.event.InteractionEvent;

/** Receives interactions of one kind. Called on the websocket threads or others: it must not block. */
public interface InteractionReceiver {
    /** Returns whether {@link #wants} may take long, since it looks at text with a pattern. */
    boolean looksAtText();

    /** Returns whether it takes this interaction; if not, the person who used it is told that it is not available. */
    boolean wants(InteractionEvent event);

    /**
     * Takes an interaction that it wants.
     *
     * @param raw as for {@link Subscriber#accept}
     */
    void accept(InteractionEvent event, Supplier<String> raw);
}
