package org.discordbridge.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultShutdownStrategy;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.support.SynchronizationAdapter;
import org.discordbridge.log.CapturedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LaneComponentTest {
    private final CamelContext context = new DefaultCamelContext();
    private final CountDownLatch release = new CountDownLatch(1);
    private ProducerTemplate template;
    private MockEndpoint out;
    private CapturedLog log;

    @BeforeEach
    void start() throws Exception {
        context.getShutdownStrategy().setTimeout(5);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:in").routeId("give").to("lane:work?keyHeader=key");
                from("lane:work?concurrency=4")
                        .routeId("take")
                        .process(LaneComponentTest.this::holdTheSlowOne)
                        .to("mock:out");
            }
        });
        context.start();
        template = context.createProducerTemplate();
        out = context.getEndpoint("mock:out", MockEndpoint.class);
    }

    @AfterEach
    void stop() {
        release.countDown();
        context.stop();
        if (log != null) {
            log.close();
        }
    }

    @Test
    void keepsTheOrderOfAKey() throws Exception {
        out.expectedMessageCount(400);
        for (int i = 0; i < 100; i++) {
            for (String key : List.of("a", "b", "c", "d")) {
                template.sendBodyAndHeader("direct:in", i, "key", key);
            }
        }

        out.assertIsSatisfied();
        for (String key : List.of("a", "b", "c", "d")) {
            assertThat(out.getExchanges().stream()
                            .filter(exchange -> key.equals(exchange.getMessage().getHeader("key")))
                            .map(exchange -> exchange.getMessage().getBody(Integer.class)))
                    .hasSize(100)
                    .isSorted();
        }
    }

    @Test
    void doesNotLetASlowKeyDelayAnother() throws Exception {
        out.expectedBodiesReceived("quick");
        template.sendBodyAndHeader("direct:in", "slow", "key", "a");
        template.sendBodyAndHeader("direct:in", "after the slow one", "key", "a");
        template.sendBodyAndHeader("direct:in", "quick", "key", "b");
        out.assertIsSatisfied();

        out.reset();
        out.expectedBodiesReceived("slow", "after the slow one");
        release.countDown();
        out.assertIsSatisfied();
    }

    @Test
    void putsExchangesWithoutAKeyIntoOneLane() throws Exception {
        out.expectedBodiesReceived("slow", "second");
        template.sendBody("direct:in", "slow");
        template.sendBody("direct:in", "second");
        release.countDown();

        out.assertIsSatisfied();
    }

    @Test
    void keepsWhatWaitsWhileTheTakingRouteIsStopped() throws Exception {
        context.getRouteController().stopRoute("take");
        out.expectedBodiesReceived(0, 1, 2, 3, 4);
        for (int i = 0; i < 5; i++) {
            template.sendBodyAndHeader("direct:in", i, "key", "a");
        }
        assertThat(out.getReceivedCounter()).isZero();

        context.getRouteController().startRoute("take");

        out.assertIsSatisfied();
    }

    @Test
    void keepsWhatWaitsWhileTheTakingRouteIsReplaced() throws Exception {
        context.getRouteController().stopRoute("take");
        context.removeRoute("take");
        template.sendBodyAndHeader("direct:in", "waited", "key", "a");
        MockEndpoint other = context.getEndpoint("mock:other", MockEndpoint.class);
        other.expectedBodiesReceived("waited");

        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("lane:work").routeId("take").to("mock:other");
            }
        });

        other.assertIsSatisfied();
    }

    @Test
    void handsTheCompletionOverWithTheExchange() {
        List<String> ends = new CopyOnWriteArrayList<>();
        template.send("direct:in", exchange -> {
            exchange.getMessage().setBody("slow");
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    ends.add(done.isFailed() ? "failed" : "done");
                }
            });
        });

        assertThat(ends).isEmpty();
        release.countDown();
        await().until(() -> ends.equals(List.of("done")));
    }

    @Test
    void completesWithFailureWhatTheTakingRouteFails() {
        List<String> ends = new CopyOnWriteArrayList<>();
        log = CapturedLog.warningsOf(LaneConsumer.class);
        template.send("direct:in", exchange -> {
            exchange.getMessage().setBody("fail");
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onFailure(Exchange failed) {
                    ends.add(failed.getException().getMessage());
                }
            });
        });

        await().until(() -> ends.equals(List.of("failed by the test")));
    }

    @Test
    void goesOnAfterAFailure() throws Exception {
        out.expectedBodiesReceived("next");
        log = CapturedLog.warningsOf(LaneConsumer.class);
        template.sendBodyAndHeader("direct:in", "fail", "key", "a");
        template.sendBodyAndHeader("direct:in", "next", "key", "a");

        out.assertIsSatisfied();
        assertThat(log.messages("failed by the test"))
                .singleElement()
                .asString()
                .endsWith("failed by the test]");
    }

    @Test
    void finishesWhatWaitsBeforeTheContextStops() {
        for (int i = 0; i < 200; i++) {
            template.sendBodyAndHeader("direct:in", i, "key", i % 7);
        }

        context.stop();

        assertThat(out.getReceivedCounter()).isEqualTo(200);
    }

    @Test
    void saysInOneLineWhatAStopHasCutOff() {
        log = CapturedLog.warningsOf(LaneConsumer.class);
        template.sendBodyAndHeader("direct:in", "cut off", "key", "a");

        context.stop();

        assertThat(log.text().lines().filter(line -> line.contains("cut off by")))
                .singleElement()
                .asString()
                .isEqualTo(
                        "An exchange of lane://work?concurrency=4 was cut off by the stop, and is as its sender keeps it:"
                                + " java.lang.IllegalStateException: cut off by the test");
        assertThat(log.text().lines().filter(line -> line.contains("\tat "))).isEmpty();
    }

    @Test
    void holdsWhatWaitsWhenAStopIsForced() {
        List<String> failed = new CopyOnWriteArrayList<>();
        for (String body : List.of("slow", "one", "two")) {
            template.send("direct:in", exchange -> {
                exchange.getMessage().setBody(body);
                exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                    @Override
                    public void onFailure(Exchange it) {
                        failed.add(body);
                    }
                });
            });
        }

        ShutdownStrategy strategy = context.getShutdownStrategy();
        context.setShutdownStrategy(new DefaultShutdownStrategy(context) {
            @Override
            public boolean isForceShutdown() {
                return true;
            }
        });
        release.countDown();

        LaneQueue queue = context.getComponent("lane", LaneComponent.class).queue("work");
        await().atMost(20, TimeUnit.SECONDS).until(() -> queue.size() == 2);
        assertThat(failed).doesNotContain("one", "two");
        context.setShutdownStrategy(strategy);
    }

    @Test
    void refusesASecondConsumer() {
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("lane:work").routeId("rival").to("mock:rival");
                    }
                }))
                .hasMessage("lane:work has a consumer already: take");
    }

    private void holdTheSlowOne(Exchange exchange) throws InterruptedException {
        String body = exchange.getMessage().getBody(String.class);
        if ("slow".equals(body) && !release.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nobody released the slow one");
        }
        if ("cut off".equals(body)) {
            await().until(context::isStopping);
            throw new IllegalStateException("cut off by the test");
        }
        if ("fail".equals(body)) {
            throw new IllegalArgumentException("failed by the test");
        }
    }
}
