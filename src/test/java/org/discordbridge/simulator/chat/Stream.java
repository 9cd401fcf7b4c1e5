package org.discordbridge.simulator.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.User;

/**
 * One open page: it is sent what is different from what it was sent before, as server-sent events. For the event loop
 * only.
 */
final class Stream {
    private final HttpServerResponse response;
    private final View view;
    private final Steps steps;
    private final User viewer;
    private final Channel channel;
    private String world = "";
    private Map<String, String> shown;
    private long lastStep;

    /** @param lastStep the number of the last step that the page has */
    Stream(HttpServerResponse response, View view, Steps steps, User viewer, Channel channel, long lastStep) {
        this.response = response;
        this.view = view;
        this.steps = steps;
        this.viewer = viewer;
        this.channel = channel;
        this.lastStep = lastStep;
        response.setChunked(true).putHeader("Content-Type", "text/event-stream");
    }

    /** Sends what changed. One that is slow to read is sent the rest when it has read. */
    void update() {
        if (response.closed()) {
            return;
        }
        if (response.writeQueueFull()) {
            response.drainHandler(room -> update());
            return;
        }
        world();
        messages();
        List<ObjectNode> fresh = steps.after(lastStep);
        if (!fresh.isEmpty()) {
            lastStep = fresh.get(fresh.size() - 1).path("number").asLong();
            send("steps", Json.array().addAll(fresh));
        }
    }

    private void world() {
        ObjectNode now = view.world(viewer);
        String text = Json.text(now);
        if (!text.equals(world)) {
            world = text;
            send("world", now);
        }
    }

    private void messages() {
        Map<String, String> now = new HashMap<>();
        ObjectNode event = Json.object().put("channel", Json.id(channel.id()));
        ArrayNode changed = event.putArray("changed");
        ArrayNode order = event.putArray("order");
        for (ObjectNode message : view.messages(channel, viewer)) {
            String id = message.path("id").asText();
            String text = Json.text(message);
            now.put(id, text);
            order.add(id);
            if (shown == null || !text.equals(shown.get(id))) {
                changed.add(message);
            }
        }
        if (!now.equals(shown)) {
            shown = now;
            send("messages", event);
        }
    }

    /** Says nothing, so that a page that is gone is noticed. */
    void breathe() {
        if (!response.closed()) {
            response.write(":\n\n");
        }
    }

    private void send(String event, JsonNode data) {
        response.write("event: " + event + "\ndata: " + Json.text(data) + "\n\n");
    }
}
