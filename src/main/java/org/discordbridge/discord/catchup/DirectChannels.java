package org.discordbridge.discord.catchup;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers channels of direct messages, since Discord does not list them: the latest thousand from which a message
 * came. Safe for any number of threads.
 */
final class DirectChannels {
    private static final int MOST = 1_000;

    private final Set<String> ids = new LinkedHashSet<>();

    /** @param kept a text that {@link #add} returned, or null */
    DirectChannels(String kept) {
        if (kept != null && !kept.isEmpty()) {
            ids.addAll(List.of(kept.split(",")));
        }
    }

    /** Remembers a channel. If it is new, returns all of them as a text. */
    synchronized Optional<String> add(String id) {
        if (!ids.add(id)) {
            return Optional.empty();
        }
        if (ids.size() > MOST) {
            ids.remove(ids.iterator().next());
        }
        return Optional.of(String.join(",", ids));
    }

    synchronized List<String> all() {
        return List.copyOf(ids);
    }
}
