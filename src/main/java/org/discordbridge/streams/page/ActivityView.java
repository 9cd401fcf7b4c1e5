package org.discordbridge.streams.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums the rows of the last day up, for the page and for programs. */
final class ActivityView {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int HOURS = 24;
    private static final int BUSIEST = 15;

    private ActivityView() {}

    /**
     * Sums up.
     *
     * @param guild the only guild to look at; empty for all
     */
    static ObjectNode of(Instances.All all, Instant now, String guild) {
        long last = Math.floorDiv(now.toEpochMilli(), HOUR) * HOUR;
        long first = last - (HOURS - 1) * HOUR;
        Map<Long, ObjectNode> hours = new TreeMap<>();
        for (long hour = first; hour <= last; hour += HOUR) {
            hours.put(
                    hour,
                    JSON.createObjectNode()
                            .put("start", Instant.ofEpochMilli(hour).toString()));
        }
        Map<String, ObjectNode> channels = new TreeMap<>();
        for (JsonNode row : all.rows()) {
            ObjectNode hour = hours.get(row.path("start").asLong());
            if (hour == null
                    || !guild.isEmpty() && !guild.equals(row.path("guild_id").asText())) {
                continue;
            }
            if (row.path("channel_id").asText().isEmpty()) {
                add(hour, row, "people", "new_people", "joins");
                add(hour, row, SUMS);
            } else {
                ObjectNode channel = channels.computeIfAbsent(
                        row.path("channel_id").asText(),
                        id -> JSON.createObjectNode()
                                .put("guild_id", row.path("guild_id").asText())
                                .put("channel_id", id));
                if (!row.path("channel_name").asText().isEmpty()) {
                    channel.put("channel_name", row.path("channel_name").asText());
                }
                add(channel, row, SUMS);
            }
        }
        ObjectNode view = JSON.createObjectNode()
                .put("from", Instant.ofEpochMilli(first).toString())
                .put("to", now.toString())
                .put("complete", all.isComplete());
        ArrayNode instances = view.putArray("instances");
        all.answered()
                .forEach((address, answered) ->
                        instances.addObject().put("address", address).put("answered", answered));
        ArrayNode byHour = view.putArray("hours");
        hours.values().forEach(hour -> byHour.add(filled(hour)));
        List<ObjectNode> sorted = new ArrayList<>(channels.values());
        sorted.sort(Comparator.comparingLong(
                        (ObjectNode channel) -> channel.path("messages").asLong())
                .reversed()
                .thenComparing(channel -> channel.path("channel_id").asText()));
        ArrayNode busiest = view.putArray("busiest_channels");
        sorted.stream().limit(BUSIEST).forEach(busiest::add);
        return view;
    }

    private static final String[] SUMS = {
        "messages", "files", "file_bytes", "replies", "edits", "deletions", "reactions"
    };

    private static void add(ObjectNode to, JsonNode row, String... names) {
        for (String name : names) {
            to.put(name, to.path(name).asLong() + row.path(name).asLong());
        }
    }

    private static ObjectNode filled(ObjectNode hour) {
        JsonNode nothing = JSON.createObjectNode();
        add(hour, nothing, "people", "new_people", "joins");
        add(hour, nothing, SUMS);
        return hour;
    }
}
