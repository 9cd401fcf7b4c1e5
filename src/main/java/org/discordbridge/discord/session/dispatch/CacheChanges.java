package org.discordbridge.discord.session.dispatch;

import java.util.Set;
import java.util.TreeSet;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.UpdateEvent;

/** Collects the properties that JDA finds changed while it updates its cache: it reports them by events of its own. */
public final class CacheChanges {
    private final ThreadLocal<Set<String>> found = new ThreadLocal<>();

    /** Returns the properties that change while the update runs on this thread, sorted. */
    Set<String> during(Runnable update) {
        Set<String> properties = new TreeSet<>();
        found.set(properties);
        try {
            update.run();
        } finally {
            found.remove();
        }
        return properties;
    }

    public void note(GenericEvent event) {
        if (event instanceof UpdateEvent<?, ?> update) {
            Set<String> properties = found.get();
            if (properties != null) {
                properties.add(update.getPropertyIdentifier());
            }
        }
    }
}
