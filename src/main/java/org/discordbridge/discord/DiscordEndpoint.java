package org.discordbridge.discord;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.discordbridge.event.EventType;

/**
 * Receive messages and slash commands from Discord, and send messages to it.
 *
 * <p>All endpoints with the same token share one gateway session, which outlives the reload of a route.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "discord",
        title = "Discord",
        syntax = "discord:action",
        category = {Category.CHAT, Category.SOCIAL},
        headersClass = DiscordConstants.class)
public class DiscordEndpoint extends DefaultEndpoint {
    @UriPath(
            description =
                    "What to receive (message-created, command, ready) or to do (send-message, reply, edit-message, delete-message, add-reaction,"
                            + " remove-reaction, send-typing, pin, create-thread, create-post, archive-thread, open-dm,"
                            + " send-webhook, create-poll, get-message, get-history, get-channel, get-member, add-role,"
                            + " remove-role, timeout-member).")
    @Metadata(required = true)
    private final String action;

    @UriParam
    private final DiscordConfiguration configuration;

    public DiscordEndpoint(String uri, DiscordComponent component, String action, DiscordConfiguration configuration) {
        super(uri, component);
        this.action = action;
        this.configuration = configuration;
    }

    @Override
    public DiscordComponent getComponent() {
        return (DiscordComponent) super.getComponent();
    }

    @Override
    public Producer createProducer() {
        Operation operation = Operation.named(action)
                .orElseThrow(() -> new IllegalArgumentException(
                        "to: discord:" + action + " is not possible: operations are " + Operation.names()));
        return new DiscordProducer(this, operation);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        EventType type = EventType.named(action)
                .orElseThrow(() -> new IllegalArgumentException(
                        "from: discord:" + action + " is not possible: events are " + EventType.names()));
        DiscordConsumer consumer = new DiscordConsumer(this, processor, type);
        configureConsumer(consumer);
        return consumer;
    }

    /** The session this endpoint shares with all others of its token. */
    SessionHolder session(EventType... wanted) {
        return getComponent().session(configuration, wanted);
    }

    @Override
    public String toString() {
        return "discord:" + action;
    }

    public String getAction() {
        return action;
    }

    public DiscordConfiguration getConfiguration() {
        return configuration;
    }
}
