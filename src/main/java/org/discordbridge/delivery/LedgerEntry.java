package org.discordbridge.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/**
 * A message that a part of an answer became.
 *
 * @param uuid of the answer; null if it has none
 * @param part which part, counted from 0
 * @param channelId where it is
 * @param messageId which it is
 * @param timestamp when that was, in milliseconds since 1970
 */
record LedgerEntry(String uuid, int part, String channelId, String messageId, long timestamp) {
    /** As it is on the topic. */
    byte[] toJson() {
        JsonObject json = new JsonObject();
        json.put("uuid", uuid);
        json.put("part", part);
        json.put("channel_id", channelId);
        json.put("message_id", messageId);
        json.put("timestamp", timestamp);
        return json.toJson().getBytes(UTF_8);
    }

    /** @throws IllegalArgumentException if it is not understood */
    static LedgerEntry of(byte[] value) {
        try {
            if (Jsoner.deserialize(new String(value, UTF_8)) instanceof JsonObject json
                    && json.getString("channel_id") != null
                    && json.getString("message_id") != null
                    && json.getLong("timestamp") != null) {
                return new LedgerEntry(
                        json.getString("uuid"),
                        json.getIntegerOrDefault("part", 0),
                        json.getString("channel_id"),
                        json.getString("message_id"),
                        json.getLong("timestamp"));
            }
        } catch (DeserializationException | ClassCastException | NumberFormatException e) {
            throw new IllegalArgumentException("it is no entry of a ledger: " + e, e);
        }
        throw new IllegalArgumentException("it is no entry of a ledger: fields are missing");
    }
}
