package org.discordbridge.lane;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;

/** Takes exchanges lane by lane. The next one of a lane begins when the route is done with the one before. */
final class LaneConsumer extends DefaultConsumer implements ShutdownAware {
    private final LaneEndpoint endpoint;
    private final UnderWay underWay = new UnderWay();

    LaneConsumer(LaneEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
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

    /** Runs the route with it; false if the route has begun to stop and does not take it, or Camel would refuse it. */
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
                getExceptionHandler().handleException("Error processing exchange", exchange, exchange.getException());
            }
            underWay.end();
            next.run();
        });
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask task) {
        // takes what others still hand over while they stop
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
