package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.discordbridge.simulator.Permission;

/** The routes of pins (Discord docs, Messages Resource > Pin Message). Called under the world's lock. */
final class PinRoutes {
    private static final String PINS = "/channels/{channel}/messages/pins";
    // deprecated, and used by libraries all the same
    private static final String OLD = "/channels/{channel}/pins";
    private static final int MOST = 250;

    private final Access access;

    PinRoutes(Access access) {
        this.access = access;
    }

    void register(Router router) {
        router.add("GET", PINS, this::pins);
        router.add("GET", OLD, this::list);
        for (String path : new String[] {PINS, OLD}) {
            router.add("PUT", path + "/{message}", this::pin);
            router.add("DELETE", path + "/{message}", this::unpin);
        }
    }

    private Answer pins(Call call) {
        ObjectNode json = Json.object();
        ArrayNode items = json.putArray("items");
        for (SimMessage message : pinned(access.readable(call))) {
            ObjectNode item = items.addObject().put("pinned_at", Payloads.time(Snowflakes.time(message.id)));
            item.set("message", message.world.payloads.message(message));
        }
        return Answer.ok(json.put("has_more", false));
    }

    private Answer list(Call call) {
        ArrayNode json = Json.array();
        pinned(access.readable(call)).forEach(message -> json.add(message.world.payloads.message(message)));
        return Answer.ok(json);
    }

    private static List<SimMessage> pinned(SimChannel channel) {
        return channel.permits(Permission.READ_MESSAGE_HISTORY)
                ? channel.history.descendingMap().values().stream()
                        .filter(message -> message.pinned)
                        .toList()
                : List.of();
    }

    private Answer pin(Call call) {
        SimMessage message = pinnable(call);
        if (message.pinned) {
            return Answer.NO_CONTENT;
        }
        if (message.channel.history.values().stream().filter(one -> one.pinned).count() >= MOST) {
            throw RestError.of(400, 30003, "Maximum number of pins reached (" + MOST + ")");
        }
        if (message.type != 0 && message.type != 19 && message.type != 20 && message.type != 23) {
            throw RestError.of(403, 50021, "Cannot execute action on a system message");
        }
        message.pin(message.world.bot);
        return Answer.NO_CONTENT;
    }

    private Answer unpin(Call call) {
        SimMessage message = pinnable(call);
        if (message.pinned) {
            message.pinned = false;
            message.world.updated(message, false);
            message.world.publishPins(message.channel, Json.object().put("channel_id", Json.id(message.channel.id())));
        }
        return Answer.NO_CONTENT;
    }

    private SimMessage pinnable(Call call) {
        SimMessage message = access.message(call);
        access.requireAwake(message.channel);
        if (!message.channel.permits(Permission.PIN_MESSAGES)) {
            throw RestError.missingPermissions();
        }
        return message;
    }
}
