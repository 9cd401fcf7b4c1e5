package org.discordbridge.delivery;

import org.apache.camel.Exchange;
import org.apache.camel.Predicate;

/**
 * Matches exchanges whose record is not to be done here any more, see {@link AtLeastOnce#isLost(Exchange)}. Any route
 * may ask.
 */
public final class LostRecords implements Predicate {
    /**
     * Sets nothing, since the exchange knows its record; it is here so that settings from before are still understood.
     */
    public void setRecords(AtLeastOnce records) {
        // the exchange knows
    }

    @Override
    public boolean matches(Exchange exchange) {
        return AtLeastOnce.isLost(exchange);
    }
}
