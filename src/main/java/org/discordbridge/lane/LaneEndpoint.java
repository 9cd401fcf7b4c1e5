package org.discordbridge.lane;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Hand exchanges over to another route in the same application, in order per key: exchanges with the same key are taken
 * one after another, exchanges with different keys side by side.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "lane",
        title = "Lane",
        syntax = "lane:name",
        remote = false,
        category = {Category.CORE, Category.MESSAGING})
public class LaneEndpoint extends DefaultEndpoint {
    static final int THREADS = 8;

    @UriPath(description = "Name of the hand-over: the route that gives and the route that takes use the same.")
    @Metadata(required = true)
    private final String name;

    @UriParam(label = "producer", description = "Header whose value is the key. Exchanges without it share one lane.")
    private String keyHeader;

    @UriParam(
            label = "producer",
            description = "How many exchanges may be handed over and not completed before the route that hands over"
                    + " waits for its own to be completed. Unbounded unless set.")
    private int mostAhead;

    @UriParam(
            label = "consumer",
            enums = "called,completed",
            defaultValue = "completed",
            description =
                    "When the next exchange of a lane begins: when the one before is completed, or already when the"
                            + " call of the route with it has returned, so that a Kafka producer can batch. That keeps the order"
                            + " of a route whose first asynchronous step is that producer.")
    private String ordered = "completed";

    @UriParam(
            label = "consumer",
            defaultValue = "8",
            description = "How many threads take exchanges. A lane needs one only while a step of the route blocks.")
    private int concurrency = THREADS;

    public LaneEndpoint(String uri, LaneComponent component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    public LaneComponent getComponent() {
        return (LaneComponent) super.getComponent();
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    LaneQueue queue() {
        return getComponent().queue(name);
    }

    @Override
    public Producer createProducer() {
        return new LaneProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        LaneConsumer consumer = new LaneConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    public String getName() {
        return name;
    }

    public String getKeyHeader() {
        return keyHeader;
    }

    public void setKeyHeader(String keyHeader) {
        this.keyHeader = keyHeader;
    }

    public int getMostAhead() {
        return mostAhead;
    }

    public void setMostAhead(int mostAhead) {
        this.mostAhead = mostAhead;
    }

    public String getOrdered() {
        return ordered;
    }

    public void setOrdered(String ordered) {
        this.ordered = ordered;
    }

    public int getConcurrency() {
        return concurrency;
    }

    public void setConcurrency(int concurrency) {
        this.concurrency = concurrency;
    }
}
