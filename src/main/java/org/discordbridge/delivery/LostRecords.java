package org.discordbridge.delivery;

import org.apache.camel.Exchange;
import org.apache.camel.Predicate;

/** Whether a record is not to be done here any more, see {@link AtLeastOnce#isLost(Exchange)}. */
public final class LostRecords implements Predicate {
    private AtLeastOnce records;

    /** Whom to ask. */
    public void setRecords(AtLeastOnce records) {
        this.records = records;
    }

    @Override
    public boolean matches(Exchange exchange) {
        return records.isLost(exchange);
    }
}
