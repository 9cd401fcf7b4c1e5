package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import org.discordbridge.simulator.GatewaySession;
import org.discordbridge.simulator.RecordedCall;

/** Sees everything as it happens. Called under the world's lock or on the event loop, so it must return at once. */
public interface Witness {
    /** Sees nothing. */
    Witness NONE = new Witness() {};

    /** Something is different now. */
    default void changed() {}

    /** An event went into a session, and out if that is connected. The data must not be changed. */
    default void dispatched(String type, JsonNode data, GatewaySession session) {}

    /** An event that was kept for a session went out when it was resumed. */
    default void resent(String type, JsonNode data, long sequence) {}

    /** A request was answered; the answer is a missing node where there is no JSON. */
    default void answered(RecordedCall call, JsonNode answer) {}
}
