package org.discordbridge.discord.catchup;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Channels of direct messages, which Discord does not list: those that were heard of, the latest thousand. Safe for any
 * number of threads.
 */
final class DirectChannels {
    private static final int MOST = 1_000;

    private final Set<String> ids = new LinkedHashSet<>();

    /** @param kept as {@link #add} gave it, or null */
    DirectChannels(String kept) {
        if (kept != null && !kept.isEmpty()) {
            ids.addAll(List.of(kept.split(",")));
        }
    }

    /** Remembers one; gives all of them as a text if it is new. */
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
