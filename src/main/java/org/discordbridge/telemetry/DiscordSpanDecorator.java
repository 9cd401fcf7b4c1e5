package org.discordbridge.telemetry;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.TagConstants;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;
import org.discordbridge.discord.options.DiscordConstants;

/** Names a span of {@code discord:} by the event or the operation, and notes the message that it is about. */
public final class DiscordSpanDecorator extends AbstractSpanDecorator {
    @Override
    public String getComponent() {
        return "discord";
    }

    @Override
    public String getComponentClassName() {
        return "org.discordbridge.discord.DiscordComponent";
    }

    @Override
    public String getOperationName(Exchange exchange, Endpoint endpoint) {
        // an endpoint may serve many events
        return exchange.getFromEndpoint() == endpoint
                ? exchange.getMessage().getHeader(DiscordConstants.EVENT, stripSchemeAndOptions(endpoint), String.class)
                : stripSchemeAndOptions(endpoint);
    }

    @Override
    public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
        super.beforeTracingEvent(span, exchange, endpoint);
        span.setTag(TagConstants.MESSAGE_BUS_DESTINATION, getOperationName(exchange, endpoint));
        span.setTag(
                TagConstants.MESSAGE_ID, exchange.getMessage().getHeader(DiscordConstants.MESSAGE_ID, String.class));
    }
}
