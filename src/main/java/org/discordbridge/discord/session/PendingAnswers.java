package org.discordbridge.discord.session;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Commands that this process acknowledged and that still wait for their answer: what saves asking Discord. Bounded: of
 * the oldest, Discord is asked.
 */
final class PendingAnswers {
    private static final int MOST = 10_000;

    private static final String NOBODY = "";

    /** By token, the identity of the answer that has taken it. */
    private final Map<String, String> tokens = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    synchronized void add(String token) {
        tokens.put(token, NOBODY);
    }

    /**
     * Whether it is known to wait; it no longer is after this, but for the same answer once more.
     *
     * @param identity of the answer; null if it has none
     */
    synchronized boolean take(String token, String identity) {
        String taker = tokens.get(token);
        if (taker == null || !taker.equals(NOBODY)) {
            return taker != null && taker.equals(identity);
        }
        if (identity == null) {
            tokens.remove(token);
        } else {
            tokens.put(token, identity);
        }
        return true;
    }
}
