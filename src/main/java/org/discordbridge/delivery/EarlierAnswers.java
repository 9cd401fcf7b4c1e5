package org.discordbridge.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Resolves {@code answer_uuid}: puts the message that it means into the record; leaves a record without one as it is.
 */
public final class EarlierAnswers implements Processor {
    private static final Set<String> POSTING = Set.of("send-message", "reply", "create-poll");
    /** The operations that are done to all messages of an answer. */
    private static final Set<String> WHOLE = Set.of("edit-message", "delete-message");

    private static final int SHOWN = 64;

    private Ledger ledger;

    /** Sets the ledger, which knows earlier answers. */
    public void setLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /** @throws UnknownAnswerException if the ledger does not know that answer */
    @Override
    public void process(Exchange exchange) {
        String uuid = AnswerRecords.field(exchange, "answer_uuid");
        if (!uuid.isEmpty()) {
            exchange.getMessage().setBody(resolved(exchange.getMessage().getBody(Map.class), uuid));
        }
    }

    private Map<String, Object> resolved(Map<?, ?> body, String uuid) {
        Map<String, Object> record = new HashMap<>();
        body.forEach((name, value) -> record.put(String.valueOf(name), value));
        String operation = AnswerRecords.operation(record);
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
            if (WHOLE.contains(operation)) {
                record.put("message_ids", ledger.messages(uuid, "delete-message".equals(operation)));
            }
        }
        return record;
    }
}
