package org.discordbridge.delivery;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;

/** What routes ask about records of the responses topic. The body is the decoded record, the variable original its bytes. */
public final class AnswerRecords {
    /** What is done one after the other: a channel, else the direct messages with somebody. */
    public String lane(Exchange exchange) {
        String channelId = field(exchange, "channel_id");
        return channelId.isEmpty() ? "user " + field(exchange, "user_id") : channelId;
    }

    /** What tells the answer from all others. */
    public String identity(Exchange exchange) {
        Message message = exchange.getMessage();
        return AnswerIdentity.of(
                field(exchange, "uuid"),
                exchange.getVariable("original", byte[].class),
                message.getHeader(KafkaConstants.TOPIC, String.class),
                message.getHeader(KafkaConstants.PARTITION, Integer.class),
                message.getHeader(KafkaConstants.OFFSET, Long.class),
                message.getHeader(KafkaConstants.TIMESTAMP, Long.class));
    }

    static String field(Exchange exchange, String name) {
        Object value = exchange.getMessage().getBody() instanceof Map<?, ?> record ? record.get(name) : null;
        return value == null ? "" : value.toString();
    }

    static Map<String, Object> copyOf(Map<?, ?> record) {
        Map<String, Object> copy = new HashMap<>();
        record.forEach((name, value) -> copy.put(String.valueOf(name), value));
        return copy;
    }
}
