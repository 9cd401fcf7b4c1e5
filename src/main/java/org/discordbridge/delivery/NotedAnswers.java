package org.discordbridge.delivery;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * Waits, as a step, until the ledger's topic has what was noted of an answer, and fails if Kafka does not take it. It
 * does not block.
 */
public final class NotedAnswers extends AsyncProcessorSupport {
    private Ledger ledger;

    /** Sets the ledger to ask. */
    public void setLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        String identity = AnswerResults.identity(exchange);
        CompletableFuture<Void> note = identity == null ? null : ledger.noted(identity);
        if (note == null) {
            callback.done(true);
            return true;
        }
        note.whenComplete((done, failure) -> {
            if (failure != null) {
                exchange.setException(failure);
                // the record is read again: to ask once more would find nothing
                exchange.getExchangeExtension().setRedeliveryExhausted(true);
            }
            callback.done(false);
        });
        return false;
    }
}
