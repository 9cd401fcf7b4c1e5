package org.discordbridge.lane;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.ExchangeHelper;

/** Puts a copy of the exchange into its lane and goes on; what is to happen on completion goes with the copy. */
final class LaneProducer extends DefaultAsyncProducer {
    private static final String NO_KEY = "";

    private final LaneEndpoint endpoint;

    LaneProducer(LaneEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Object key = endpoint.getKeyHeader() == null ? null : exchange.getIn().getHeader(endpoint.getKeyHeader());
        endpoint.queue().add(key == null ? NO_KEY : key, ExchangeHelper.createCorrelatedCopy(exchange, true, true));
        callback.done(true);
        return true;
    }
}
