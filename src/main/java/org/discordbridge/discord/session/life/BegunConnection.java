package org.discordbridge.discord.session.life;

import java.util.Set;
import org.discordbridge.discord.session.connect.StartGate;
import org.discordbridge.discord.session.subscribe.Intent;

/** A connection that was begun early, for these intents. The session hears nothing of it before the gate opens. */
record BegunConnection(Connection connection, Set<Intent> intents, StartGate gate) {
    /** Ends it; the session hears nothing of it. */
    void dismiss() {
        gate.dismiss();
        connection.shards().shutDown();
    }
}
