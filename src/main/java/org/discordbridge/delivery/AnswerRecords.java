package org.discordbridge.delivery;

import java.util.Map;
import org.apache.camel.Exchange;

/** Decoded records of the responses topic, as maps. */
final class AnswerRecords {
    private AnswerRecords() {}

    /** What a record is to do. */
    static String operation(Map<?, ?> record) {
        Object operation = record.get("operation");
        return operation == null || operation.toString().isEmpty() ? "send-message" : operation.toString();
    }

    static String field(Exchange exchange, String name) {
        Object value = exchange.getMessage().getBody() instanceof Map<?, ?> record ? record.get(name) : null;
        return value == null ? "" : value.toString();
    }
}
