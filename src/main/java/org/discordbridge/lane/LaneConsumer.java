package org.discordbridge.lane;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.discordbridge.discord.lanes.UnderWay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes exchanges lane by lane. The next one of a lane begins when the route is done with the one before, or has been
 * called with it.
 */
final class LaneConsumer extends DefaultConsumer implements ShutdownAware {
    private static final Logger LOG = LoggerFactory.getLogger(LaneConsumer.class);
    private static final String CALLED = "called";
    private static final String COMPLETED = "completed";

    private final LaneEndpoint endpoint;
    private final boolean called;
    private final UnderWay underWay = new UnderWay();

    LaneConsumer(LaneEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.called = switch (String.valueOf(endpoint.getOrdered())) {
            case CALLED -> true;
            case COMPLETED -> false;
            default ->
                throw new IllegalArgumentException(
                        "ordered '" + endpoint.getOrdered() + "' is not understood: it is called or completed");
        };
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        endpoint.queue().attach(this, endpoint.getConcurrency());
    }

    @Override
    protected void doStop() throws Exception {
        endpoint.queue().detach(this);
        underWay.await(endpoint.getCamelContext().getShutdownStrategy());
        super.doStop();
    }

    /**
     * Runs the route with an exchange; returns false if the route has begun to stop and does not take it, or Camel
     * would refuse it.
     */
    boolean take(Exchange exchange, Runnable next) {
        underWay.begin();
        if (isStoppingOrStopped()
                || endpoint.getCamelContext().getShutdownStrategy().isForceShutdown()) {
            underWay.end();
            return false;
        }
        process(exchange, next);
        return true;
    }

    private void process(Exchange exchange, Runnable next) {
        exchange.getExchangeExtension().setFromEndpoint(endpoint);
        exchange.getExchangeExtension().setFromRouteId(getRouteId());
        getAsyncProcessor().process(exchange, doneSync -> {
            if (exchange.getException() != null) {
                tell(exchange, exchange.getException());
            }
            underWay.end();
            endpoint.queue().completed();
            if (!called) {
                next.run();
            }
        });
        if (called) {
            next.run();
        }
    }

    /**
     * Logs a failure. An exchange that a stop has cut off takes one line: its sender has it, and decides what becomes
     * of it.
     */
    private void tell(Exchange exchange, Exception failure) {
        if (endpoint.getCamelContext().isStopping()) {
            LOG.warn(
                    "An exchange of {} was cut off by the stop, and is as its sender keeps it: {}",
                    endpoint.getEndpointUri(),
                    failure.toString());
        } else {
            getExceptionHandler().handleException("Error processing exchange", exchange, failure);
        }
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask task) {
        // the route takes what others still hand over while they stop
        return true;
    }

    @Override
    public int getPendingExchangesSize() {
        return getEndpoint().getCamelContext().isStopping() ? endpoint.queue().size() : underWay.count();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // nothing to prepare
    }
}
