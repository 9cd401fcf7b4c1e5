package org.discordbridge.discord.catchup;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Remembers channels of direct messages, since Discord does not list them: the latest thousand from which a message
 * came. Safe for any number of threads.
 */
final class DirectChannels {
    /** Key of the text that is stored. */
    static final String KEY = "direct-messages";

    private static final int MOST = 1_000;

    private final Set<String> ids = new LinkedHashSet<>();
    private boolean changed;

    /** @param kept a text that was stored, or null */
    DirectChannels(String kept) {
        if (kept != null && !kept.isEmpty()) {
            ids.addAll(List.of(kept.split(",")));
        }
    }

    /** Remembers a channel. Returns whether it is new, so that they are to be stored. */
    synchronized boolean add(String id) {
        if (!ids.add(id)) {
            return false;
        }
        if (ids.size() > MOST) {
            ids.remove(ids.iterator().next());
        }
        changed = true;
        return true;
    }

    /** Stores all of them as a text if there are new ones since the last time. */
    void keep(ShardStore store) {
        String text;
        synchronized (this) {
            if (!changed || !store.isOpen()) {
                return;
            }
            changed = false;
            text = String.join(",", ids);
        }
        if (!store.keep(KEY, text)) {
            synchronized (this) {
                changed = true;
            }
        }
    }

    synchronized List<String> all() {
        return List.copyOf(ids);
    }
}
