package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.discordbridge.event.DiscordEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Camel's users take for granted of a route's input. */
@Timeout(120)
class ConsumerCustomsTest extends EventStage {
    @Test
    void aSuspendedRouteGetsItLater() throws Exception {
        MockEndpoint witness = stage.context.getEndpoint("mock:witness", MockEndpoint.class);
        witness.expectedMessageCount(2);
        stage.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("discord:message-created").routeId("witness").to(witness);
            }
        });
        stage.route("discord:message-created", "listen").start();
        general.post(ada, "one");
        stage.await(1);
        stage.context.getRouteController().suspendRoute("listen");
        general.post(ada, "two");
        witness.setResultWaitTime(ComponentStage.SOON.toMillis());
        witness.assertIsSatisfied();
        assertThat(stage.events()).hasSize(1);
        stage.context.getRouteController().resumeRoute("listen");

        assertThat(stage.await(2)).extracting(DiscordEvent::content).containsExactly("one", "two");
    }

    @Test
    void whatFailsBeforeTheRouteReachesItsErrorHandler() throws Exception {
        MockEndpoint dead = stage.context.getEndpoint("mock:dead", MockEndpoint.class);
        stage.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(deadLetterChannel("mock:dead"));
                from("discord:message-created?bridgeErrorHandler=true&contentPattern=RAW(.*.*.*.*x)")
                        .to(stage.out);
            }
        });
        dead.expectedMessageCount(1);
        stage.start();
        // takes longer than any text that somebody means to be found
        general.post(ada, "a".repeat(1_500));
        dead.setResultWaitTime(ComponentStage.SOON.toMillis());
        dead.assertIsSatisfied();

        assertThat(dead.getExchanges().get(0).getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                .hasMessageContaining("contentPattern '.*.*.*.*x' needs more");
        assertThat(stage.events()).isEmpty();
    }
}
