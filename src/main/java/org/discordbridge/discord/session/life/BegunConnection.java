package org.discordbridge.discord.session.life;

import java.util.Set;
import org.discordbridge.discord.session.connect.StartGate;
import org.discordbridge.discord.session.subscribe.Intent;

/**
 * A connection that was begun, for these intents. The session is told nothing of it before the gate opens.
 */
record BegunConnection(Connection connection, Set<Intent> intents, StartGate gate) {
    /** Ends it; the session is told nothing. */
    void dismiss() {
        gate.dismiss();
        connection.shards().shutDown();
    }
}
