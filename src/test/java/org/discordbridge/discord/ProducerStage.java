package org.discordbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.RecordedCall;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.junit.Simulated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A guild, a channel and a person in it, and a context of its own whose routes only send. */
@Simulated
abstract class ProducerStage {
    static final Duration SOON = Duration.ofSeconds(60);

    DiscordSimulator discord;
    final DefaultCamelContext context = new DefaultCamelContext();
    Guild home;
    Channel general;
    User ada;

    private CapturedLog camel;

    @BeforeEach
    void script() {
        camel = CapturedLog.of("org.apache.camel", Level.INFO);
        home = discord.addGuild("Home");
        general = home.addTextChannel("general");
        ada = discord.addUser("Ada");
        ComponentStage.configure(context, discord);
    }

    @AfterEach
    void stop() {
        context.stop();
        camel.close();
    }

    /** A route from {@code direct:do}, and a context that runs. */
    void doing(String to) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:do").to(to);
            }
        });
        context.start();
    }

    /** Sends a body through the route until what comes out is as expected: guilds become known soon after the start. */
    Message doneOnceTheGuildIsKnown(Object body, Map<String, Object> headers, Predicate<Message> known) {
        return Awaitility.await().atMost(SOON).until(() -> done(body, headers), known);
    }

    /** Sends a body through the route. */
    Message done(Object body) {
        return done(body, Map.of());
    }

    /** Sends a body with headers through the route, and returns the message that comes out. */
    Message done(Object body, Map<String, Object> headers) {
        Exchange exchange = context.createProducerTemplate().request("direct:do", in -> {
            in.getMessage().setBody(body);
            in.getMessage().setHeaders(new java.util.HashMap<>(headers));
        });
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage();
    }

    /** The exception that a body ends in. */
    AbstractThrowableAssert<?, ?> refused(Object body, Class<?> type) {
        return assertThatThrownBy(() -> context.createProducerTemplate().requestBody("direct:do", body))
                .isInstanceOf(CamelExecutionException.class)
                .cause()
                .isExactlyInstanceOf(type);
    }

    /** Asserts that Discord refuses a body, with that status and code. */
    void refused(Object body, int status, int code) {
        refused(body, DiscordException.class)
                .asInstanceOf(InstanceOfAssertFactories.type(DiscordException.class))
                .satisfies(refusal -> {
                    assertThat(refusal.getCode()).isEqualTo(code);
                    assertThat(refusal.getStatus()).isEqualTo(status);
                });
    }

    /** The call that was made of this method and path; the only one. */
    RecordedCall called(String method, String path) {
        List<RecordedCall> calls = discord.awaitCalls(1, method, path, SOON);
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }

    static String id(User user) {
        return String.valueOf(user.id());
    }

    static String id(Guild guild) {
        return String.valueOf(guild.id());
    }

    static String id(Channel channel) {
        return String.valueOf(channel.id());
    }

    static String id(org.discordbridge.simulator.Message message) {
        return String.valueOf(message.id());
    }
}
