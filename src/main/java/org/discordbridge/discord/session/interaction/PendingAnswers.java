package org.discordbridge.discord.session.interaction;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the interactions of this process by their tokens, and the response that Discord got for each, so that
 * Discord need not be asked. Limited in number: about the oldest, Discord is asked.
 */
public final class PendingAnswers {
    private static final int MOST = 10_000;

    /** State of an answer: the response that Discord has got so far. */
    public enum State {
        /** Discord has got nothing: the route answers. */
        UNANSWERED,
        /** Discord was told that an answer will follow. */
        AWAITED,
        /** Discord has got a complete response: everything else is added to it. */
        ADDED_TO,
        /** It is not known: Discord has to be asked. */
        UNKNOWN
    }

    /**
     * An interaction and the state of its answer.
     *
     * @param ephemeral whether the answer is for one person's eyes only
     * @param taker identity of the answer that took the first place, null if there is none or it has no identity
     * @param takenFrom the state before that, null if the place is not taken
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

    /** Returns an interaction by its token; if it is unknown, one with the state {@link State#UNKNOWN}. */
    public synchronized Pending get(String token) {
        return tokens.getOrDefault(token, STRANGER);
    }

    /** Changes the state. Returns false if it was another one than expected. */
    public synchronized boolean change(String token, State from, State to) {
        Pending known = tokens.get(token);
        if (known == null || known.state() != from) {
            return false;
        }
        tokens.put(token, new Pending(known.interactionId(), to, known.ephemeral(), null, null));
        return true;
    }

    /**
     * Takes the first place for an answer. Returns false if the state is another one than expected. The same answer may
     * take the place again, since it may not be known whether its first try has reached Discord.
     *
     * @param identity identity of the answer; null if it has none
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
