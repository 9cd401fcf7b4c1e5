package org.discordbridge.discord.session;

import java.util.Set;

/**
 * A connection that was begun, for these intents. The session is told nothing of it before the gate opens.
 */
record Attempt(Connection connection, Set<Intent> intents, Gate gate) {
    /** Ends it; the session is told nothing. */
    void dismiss() {
        gate.dismiss();
        connection.shards().shutDown();
    }
}
