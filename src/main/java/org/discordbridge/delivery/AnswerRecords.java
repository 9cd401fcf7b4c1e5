package org.discordbridge.delivery;

import java.util.Map;
import org.apache.camel.Exchange;

/** Reads the decoded records of the responses topic, which are maps. */
final class AnswerRecords {
    private AnswerRecords() {}

    /** Returns the operation that a record asks for; {@code send-message} if it names none. */
    static String operation(Map<?, ?> record) {
        Object operation = record.get("operation");
        return operation == null || operation.toString().isEmpty() ? "send-message" : operation.toString();
    }

    static String field(Exchange exchange, String name) {
        Object value = exchange.getMessage().getBody() instanceof Map<?, ?> record ? record.get(name) : null;
        return value == null ? "" : value.toString();
    }
}
