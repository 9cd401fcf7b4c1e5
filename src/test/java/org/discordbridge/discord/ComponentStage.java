package org.discordbridge.discord;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.discordbridge.discord.options.DiscordConfiguration;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.EventType;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Intent;

/** An application with nothing but the component in it, and what its routes were given. */
public final class ComponentStage implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(60);

    public final DefaultCamelContext context = new DefaultCamelContext();
    final DiscordSimulator discord;
    final MockEndpoint out;
    final CapturedLog camel = CapturedLog.of("org.apache.camel", Level.INFO);

    public ComponentStage(DiscordSimulator discord) {
        this.discord = discord;
        configure(context, discord);
        out = context.getEndpoint("mock:out", MockEndpoint.class);
    }

    /** Lets the component of a context talk to that Discord. */
    static void configure(DefaultCamelContext context, DiscordSimulator discord) {
        context.getShutdownStrategy().setTimeout(5);
        DiscordConfiguration configuration =
                context.getComponent("discord", DiscordComponent.class).getConfiguration();
        configuration.setToken(discord.token());
        configuration.setApiUrl(discord.apiUrl());
        configuration.setStartTimeout(60_000);
    }

    /** Adds a route from there to {@code out}. */
    public ComponentStage route(String from) throws Exception {
        return route(from, from);
    }

    public ComponentStage route(String from, String id) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).routeId(id).to("mock:out");
            }
        });
        return this;
    }

    /** Starts it, and waits until the guilds are there. */
    public ComponentStage start() {
        context.start();
        return this;
    }

    /** Waits for so many events, and returns what came until then. */
    public List<DiscordEvent> await(int count) {
        Awaitility.await(count + " events")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> out.getReceivedCounter() >= count);
        return events();
    }

    /** Waits for an event of that kind, and returns the last. */
    public <T extends DiscordEvent> T await(EventType type, Class<T> body) {
        return body.cast(exchange(type).getMessage().getBody());
    }

    /** Waits for an event of that kind, and returns its exchange. */
    Exchange exchange(EventType type) {
        return Awaitility.await(type.eventName())
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () -> out.getExchanges().stream()
                                .filter(exchange ->
                                        ((DiscordEvent) exchange.getMessage().getBody()).type() == type)
                                .reduce((first, second) -> second)
                                .orElse(null),
                        exchange -> exchange != null);
    }

    public List<DiscordEvent> events() {
        return out.getExchanges().stream()
                .map(exchange -> (DiscordEvent) exchange.getMessage().getBody())
                .toList();
    }

    /** What the session asked Discord for. */
    Set<String> intents() {
        return discord.sessions().get(0).intentNames().stream()
                .map(Intent::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void close() {
        context.stop();
        camel.close();
    }
}
