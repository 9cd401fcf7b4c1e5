package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The routes of polls (Discord docs, Poll Resource). Called under the world's lock. */
final class PollRoutes {
    private static final String POLL = "/channels/{channel}/polls/{message}";

    private final World world;
    private final Access access;

    PollRoutes(World world, Access access) {
        this.world = world;
        this.access = access;
    }

    void register(Router router) {
        router.add("GET", POLL + "/answers/{answer}", this::voters);
        router.add("POST", POLL + "/expire", this::expire);
    }

    private SimMessage poll(Call call) {
        SimMessage message = access.message(call);
        if (message.poll == null) {
            throw RestError.of(400, 520006, "Cannot expire a non-poll message");
        }
        return message;
    }

    private Answer voters(Call call) {
        SimMessage message = poll(call);
        ObjectNode json = Json.object();
        ArrayNode users = json.putArray("users");
        message.voters((int) call.param("answer")).forEach(user -> users.add(Payloads.user(world.user(user))));
        return Answer.ok(json);
    }

    private Answer expire(Call call) {
        SimMessage message = poll(call);
        if (!message.author.equals(world.bot)) {
            throw RestError.of(403, 50005, "Cannot edit a message authored by another user");
        }
        message.endPoll();
        return Answer.ok(world.payloads.message(message));
    }
}
