package org.discordbridge.discord.session;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Commands that this process acknowledged and that still wait for their answer: what saves asking Discord. Bounded: of
 * the oldest, Discord is asked.
 */
final class PendingAnswers {
    private static final int MOST = 10_000;

    private final Map<String, Boolean> tokens = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    synchronized void add(String token) {
        tokens.put(token, Boolean.TRUE);
    }

    /** Whether it is known to wait; it no longer is after this. */
    synchronized boolean take(String token) {
        return tokens.remove(token) != null;
    }
}
