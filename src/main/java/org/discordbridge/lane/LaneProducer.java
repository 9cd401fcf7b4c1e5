package org.discordbridge.lane;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Puts a copy of the exchange into its lane and goes on. If too many wait there, it goes on only when the copy is
 * completed. The work that was to be done on completion moves to the copy.
 */
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
        Exchange copy = ExchangeHelper.createCorrelatedCopy(exchange, true, true);
        LaneQueue queue = endpoint.queue();
        boolean full = endpoint.getMostAhead() > 0 && queue.size() >= endpoint.getMostAhead();
        if (full) {
            copy.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    callback.done(false);
                }
            });
        }
        queue.add(key == null ? NO_KEY : key, copy);
        if (!full) {
            callback.done(true);
        }
        return !full;
    }
}
