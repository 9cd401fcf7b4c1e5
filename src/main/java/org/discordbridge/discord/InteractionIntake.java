package org.discordbridge.discord;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.discord.session.SessionState;
import org.discordbridge.discord.session.interaction.InteractionReceiver;
import org.discordbridge.discord.session.life.DiscordSession;
import org.discordbridge.event.AutocompleteRequested;
import org.discordbridge.event.CommandInvoked;
import org.discordbridge.event.ComponentUsed;
import org.discordbridge.event.InteractionEvent;
import org.discordbridge.event.ModalSubmitted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings interactions into a route, and suggestions back. */
final class InteractionIntake implements InteractionReceiver {
    private static final Logger LOG = LoggerFactory.getLogger(InteractionIntake.class);

    private final DiscordConsumer consumer;
    private final EventIntake intake;

    InteractionIntake(DiscordConsumer consumer, EventIntake intake) {
        this.consumer = consumer;
        this.intake = intake;
    }

    @Override
    public boolean looksAtText() {
        return consumer.looksAtText();
    }

    @Override
    public boolean wants(InteractionEvent event) {
        return consumer.wantsAll(event);
    }

    @Override
    public void accept(InteractionEvent event, Supplier<String> raw) {
        intake.receive(event, raw);
    }

    /** Drops and reports what waits for the route, which is gone for good. */
    void abandon() {
        intake.abandon();
    }

    static void setHeaders(Message message, InteractionEvent event) {
        message.setHeader(DiscordConstants.AUTHOR_ID, event.authorId());
        message.setHeader(DiscordConstants.INTERACTION_ID, event.interactionId());
        EventHeaders.setIfPresent(message, DiscordConstants.INTERACTION_TOKEN, event.interactionToken());
        message.setHeader(DiscordConstants.INTERACTION_DEADLINE, event.interactionDeadline());
        if (event instanceof CommandInvoked command) {
            message.setHeader(DiscordConstants.COMMAND, command.command());
            EventHeaders.setIfPresent(message, DiscordConstants.TARGET_ID, command.targetId());
        } else if (event instanceof AutocompleteRequested request) {
            message.setHeader(DiscordConstants.COMMAND, request.command());
            message.setHeader(DiscordConstants.OPTION, request.option());
        } else if (event instanceof ComponentUsed used) {
            message.setHeader(DiscordConstants.CUSTOM_ID, used.customId());
        } else if (event instanceof ModalSubmitted form) {
            message.setHeader(DiscordConstants.CUSTOM_ID, form.customId());
        }
    }

    /** Sends the suggestions of a route. If the route failed, it sends an empty list, so that people do not wait. */
    static void suggest(DiscordSession session, AutocompleteRequested request, Exchange exchange) {
        List<Map<String, Object>> choices = List.of();
        if (exchange.getException() == null) {
            try {
                choices = Suggestions.of(exchange.getMessage().getBody());
            } catch (IllegalArgumentException e) {
                exchange.setException(new IllegalArgumentException(
                        "Nothing is suggested for option " + request.option() + " of /" + request.command() + ": "
                                + e.getMessage(),
                        e));
            }
        }
        String routeId = exchange.getFromRouteId();
        if (session.state() != SessionState.CLOSED && session.state() != SessionState.FAILED) {
            send(session, request, choices, routeId);
        }
    }

    private static void send(
            DiscordSession session, AutocompleteRequested request, List<Map<String, Object>> choices, String routeId) {
        session.calls()
                .replies()
                .suggest(request.interactionId(), request.interactionToken(), choices)
                .whenComplete((inTime, problem) -> {
                    if (problem != null) {
                        LOG.warn(
                                "What route {} suggests for option {} of /{} was not taken: {}",
                                routeId,
                                request.option(),
                                request.command(),
                                DiscordException.unwrapped(problem).getMessage());
                    }
                });
    }
}
