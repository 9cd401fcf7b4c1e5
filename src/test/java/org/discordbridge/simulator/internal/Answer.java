package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;

/** What a route answers: a status and a JSON body, or none for 204. */
record Answer(int status, JsonNode body) {
    static final Answer NO_CONTENT = new Answer(204, null);

    static Answer ok(JsonNode body) {
        return new Answer(200, body);
    }
}
