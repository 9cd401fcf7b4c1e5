package org.discordbridge.telemetry;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.decorators.AbstractMessagingSpanDecorator;
import org.discordbridge.discord.options.DiscordConstants;

/** Names a span of {@code discord:} by the event or the operation, and notes which message it is about. */
public final class DiscordSpanDecorator extends AbstractMessagingSpanDecorator {
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
        return "discord " + stripSchemeAndOptions(endpoint);
    }

    @Override
    public String getMessageId(Exchange exchange) {
        return exchange.getMessage().getHeader(DiscordConstants.MESSAGE_ID, String.class);
    }
}
