package org.discordbridge.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Holds a message that a part of an answer became.
 *
 * @param uuid the uuid of the answer; null if it has none
 * @param part the number of the part, counted from 0
 * @param channelId the channel of the message
 * @param messageId the id of the message
 * @param timestamp the time when the part became the message, in milliseconds since 1970
 */
record LedgerEntry(String uuid, int part, String channelId, String messageId, long timestamp) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns the entry as it is on the topic. */
    byte[] toJson() {
        return JSON.createObjectNode()
                .put("uuid", uuid)
                .put("part", part)
                .put("channel_id", channelId)
                .put("message_id", messageId)
                .put("timestamp", timestamp)
                .toString()
                .getBytes(UTF_8);
    }

    /** @throws IllegalArgumentException if it is not understood */
    static LedgerEntry of(byte[] value) {
        JsonNode json;
        try {
            json = JSON.readTree(new String(value, UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is no entry of a ledger: " + e.getOriginalMessage(), e);
        }
        String channelId = json.path("channel_id").textValue();
        String messageId = json.path("message_id").textValue();
        JsonNode timestamp = json.path("timestamp");
        if (channelId == null || messageId == null || !timestamp.canConvertToLong()) {
            throw new IllegalArgumentException("it is no entry of a ledger: fields are missing");
        }
        return new LedgerEntry(
                json.path("uuid").textValue(), json.path("part").asInt(), channelId, messageId, timestamp.longValue());
    }
}
