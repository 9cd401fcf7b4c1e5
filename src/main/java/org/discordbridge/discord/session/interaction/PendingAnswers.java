package org.discordbridge.discord.session.interaction;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Interactions that this process took, by their tokens, and what Discord was told of each: what saves asking Discord.
 * Bounded: of the oldest, Discord is asked.
 */
public final class PendingAnswers {
    private static final int MOST = 10_000;

    /** What Discord was told. */
    public enum State {
        /** Nothing: the route answers. */
        UNANSWERED,
        /** That an answer will follow. */
        AWAITED,
        /** Enough: whatever follows is added. */
        ADDED_TO,
        /** Discord has to be asked. */
        UNKNOWN
    }

    /**
     * One interaction.
     *
     * @param ephemeral whether the answer is for one person's eyes only
     * @param taker identity of the answer that took the first place, null if none did or it has no identity
     * @param takenFrom the state it was taken from, null if it was not
     */
    public record Pending(String interactionId, State state, boolean ephemeral, String taker, State takenFrom) {}

    private static final Pending STRANGER = new Pending(null, State.UNKNOWN, false, null, null);

    private final Map<String, Pending> tokens = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Pending> eldest) {
            return size() > MOST;
        }
    };

    synchronized void add(String token, String interactionId, State state, boolean ephemeral) {
        tokens.put(token, new Pending(interactionId, state, ephemeral, null, null));
    }

    /** What is known of it; of a stranger, nothing. */
    public synchronized Pending get(String token) {
        return tokens.getOrDefault(token, STRANGER);
    }

    /** Changes its state; false if it was not in that one. */
    public synchronized boolean change(String token, State from, State to) {
        Pending known = tokens.get(token);
        if (known == null || known.state() != from) {
            return false;
        }
        tokens.put(token, new Pending(known.interactionId(), to, known.ephemeral(), null, null));
        return true;
    }

    /**
     * Takes the first place of an answer from that state; false if it is in another. The same answer may take it again,
     * since whether Discord has its first try may not be known.
     *
     * @param identity of the answer; null if it has none
     */
    public synchronized boolean take(String token, State from, String identity) {
        Pending known = tokens.get(token);
        if (known == null || known.state() != from) {
            return false;
        }
        tokens.put(token, new Pending(known.interactionId(), State.UNKNOWN, known.ephemeral(), identity, from));
        return true;
    }
}
