package org.discordbridge.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A lane that goes on when its route has been called, and how far those who hand over may be ahead of it. */
@Timeout(120)
class LaneAheadTest {
    private final CamelContext context = new DefaultCamelContext();
    private final List<Object> begun = new CopyOnWriteArrayList<>();
    private final List<Object> handedOver = new CopyOnWriteArrayList<>();
    private final Queue<AsyncCallback> unfinished = new ConcurrentLinkedQueue<>();
    private ProducerTemplate template;

    @BeforeEach
    void start() throws Exception {
        context.getShutdownStrategy().setTimeout(5);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("lane:first")
                        .to("lane:second?keyHeader=key&mostAhead=3")
                        .process(
                                exchange -> handedOver.add(exchange.getMessage().getBody()));
                from("lane:second?ordered=called").routeId("take").process(new Held());
            }
        });
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        finishAll();
        context.stop();
    }

    @Test
    void goesOnInOrderWhenItsRouteHasBeenCalled() {
        for (int i = 0; i < 500; i++) {
            template.sendBodyAndHeader("lane:second?keyHeader=key", i, "key", "a");
        }

        await().until(() -> begun.size() == 500);
        assertThat(begun).extracting(body -> (int) body).isSorted();
        assertThat(unfinished).hasSize(500);
    }

    @Test
    void waitsForWhatItHandedOverOnceTooMuchIsThere() {
        for (int i = 0; i < 6; i++) {
            template.sendBody("lane:first", i);
        }

        await().until(() -> begun.size() == 4);
        assertThat(handedOver).containsExactly(0, 1, 2);
        unfinished.remove().done(false);
        unfinished.remove().done(false);
        assertThat(handedOver).containsExactly(0, 1, 2);

        finishAll();
        await().until(() -> begun.size() == 6);
        assertThat(handedOver).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void isWaitedForWhenTheContextStops() {
        template.sendBody("lane:second", "one");
        await().until(() -> unfinished.size() == 1);
        Thread stopping = new Thread(context::stop);
        stopping.start();
        await().until(context::isStopping);
        assertThat(context.getComponent("lane", LaneComponent.class)
                        .queue("second")
                        .size())
                .isEqualTo(1);
        finishAll();

        await().until(context::isStopped);
        assertThat(stopping).satisfies(thread -> thread.join());
    }

    @Test
    void refusesAnotherOrder() {
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("lane:third?ordered=never").to("mock:out");
                    }
                }))
                .hasRootCauseMessage("ordered 'never' is not understood: it is called or completed");
    }

    private void finishAll() {
        while (!unfinished.isEmpty()) {
            unfinished.remove().done(false);
        }
    }

    /** Returns at once, and is done when it is told so. */
    private final class Held extends AsyncProcessorSupport {
        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            begun.add(exchange.getMessage().getBody());
            unfinished.add(callback);
            return false;
        }
    }
}
