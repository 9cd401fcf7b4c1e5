package org.discordbridge.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;

/** What routes ask about records of the responses topic. The body is the decoded record, the variable original its bytes. */
public final class AnswerRecords {
    private static final Set<String> POSTING = Set.of("send-message", "reply", "create-poll");
    private static final int SHOWN = 64;
    private static final String REPLAYED_OF = "replayed_of";
    private static final Pattern PLACE = Pattern.compile("[-._a-zA-Z0-9]{1,249}-\\d{1,9}-\\d{1,18}-\\d{1,18}");

    private Ledger ledger;

    /** Knows earlier answers. */
    public void setLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /** What is done one after the other: a channel, else the direct messages with somebody. */
    public String lane(Exchange exchange) {
        String channelId = field(exchange, "channel_id");
        return channelId.isEmpty() ? "user " + field(exchange, "user_id") : channelId;
    }

    /** What tells the answer from all others. One that was sent again from the dead letters is what it was before. */
    public String identity(Exchange exchange) {
        Message message = exchange.getMessage();
        String before = message.getHeader(REPLAYED_OF, String.class);
        if (field(exchange, "uuid").isBlank()
                && before != null
                && PLACE.matcher(before).matches()) {
            return before;
        }
        return AnswerIdentity.of(
                field(exchange, "uuid"),
                exchange.getVariable("original", byte[].class),
                message.getHeader(KafkaConstants.TOPIC, String.class),
                message.getHeader(KafkaConstants.PARTITION, Integer.class),
                message.getHeader(KafkaConstants.OFFSET, Long.class),
                message.getHeader(KafkaConstants.TIMESTAMP, Long.class));
    }

    /**
     * The record with the message in it that its {@code answer_uuid} means; as it is if it has none.
     *
     * @throws UnknownAnswerException if the ledger does not know that answer
     */
    public Map<String, Object> resolved(Exchange exchange) {
        Map<String, Object> record = copyOf(exchange.getMessage().getBody(Map.class));
        String uuid = field(exchange, "answer_uuid");
        if (uuid.isEmpty()) {
            return record;
        }
        String operation = operation(record);
        LedgerEntry entry = ledger.first(uuid);
        if (entry == null) {
            throw new UnknownAnswerException(
                    "There is no message for " + operation + ": answer_uuid '"
                            + (uuid.length() <= SHOWN ? uuid : uuid.substring(0, SHOWN) + "…")
                            + "' is not in the ledger. Either that answer was not posted, or not before this one, which the same"
                            + " channel_id in both records would have made sure of; or it is forgotten (LEDGER_DAYS, LEDGER_SIZE)");
        }
        record.put("channel_id", entry.channelId());
        if (POSTING.contains(operation)) {
            record.put("reply_to", entry.messageId());
        } else if ("archive-thread".equals(operation)) {
            record.put("thread_id", entry.channelId());
        } else {
            record.put("message_id", entry.messageId());
        }
        return record;
    }

    /** What a record is to do. */
    static String operation(Map<?, ?> record) {
        Object operation = record.get("operation");
        return operation == null || operation.toString().isEmpty() ? "send-message" : operation.toString();
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
