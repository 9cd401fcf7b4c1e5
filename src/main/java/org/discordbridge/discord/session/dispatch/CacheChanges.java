package org.discordbridge.discord.session.dispatch;

import java.util.Set;
import java.util.TreeSet;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.UpdateEvent;

/** Collects the properties that JDA finds changed while it updates its cache: it reports them by events of its own. */
public final class CacheChanges {
    private final ThreadLocal<Set<String>> found = new ThreadLocal<>();
    private final boolean early;

    /** @param early whether JDA has updated its cache, and reported, before anybody asks for the changes */
    public CacheChanges(boolean early) {
        this.early = early;
    }

    /** Returns the properties that change while the update runs on this thread, sorted. */
    Set<String> during(Runnable update) {
        if (early) {
            Set<String> reported = found.get();
            return reported == null ? Set.of() : reported;
        }
        Set<String> properties = new TreeSet<>();
        found.set(properties);
        try {
            update.run();
        } finally {
            found.remove();
        }
        return properties;
    }

    /** Forgets what was reported on this thread. */
    public void forget() {
        found.remove();
    }

    public void note(GenericEvent event) {
        if (event instanceof UpdateEvent<?, ?> update) {
            if (early && found.get() == null) {
                found.set(new TreeSet<>());
            }
            Set<String> properties = found.get();
            if (properties != null) {
                properties.add(update.getPropertyIdentifier());
            }
        }
    }
}
