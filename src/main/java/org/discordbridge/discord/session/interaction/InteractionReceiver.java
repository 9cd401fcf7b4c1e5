package org.discordbridge.discord.session.interaction;

import java.util.function.Supplier;
import org.discordbridge.discord.session.subscribe.Subscriber;
import org.discordbridge.event.InteractionEvent;

/** Takes interactions of one kind. Called on the websocket threads or others: it must not block. */
public interface InteractionReceiver {
    /** Whether {@link #wants} may take its time, since it looks at text with a pattern. */
    boolean looksAtText();

    /** Whether it takes this one; if not, whoever used it is told that they cannot. */
    boolean wants(InteractionEvent event);

    /**
     * Takes one that it wants.
     *
     * @param raw as for {@link Subscriber#accept}
     */
    void accept(InteractionEvent event, Supplier<String> raw);
}
