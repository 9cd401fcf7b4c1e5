package org.discordbridge.discord;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.discordbridge.discord.operation.Operation;
import org.discordbridge.discord.options.DiscordConfiguration;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.discord.session.subscribe.RouteNeeds;
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
public class DiscordEndpoint extends DefaultEndpoint
        implements AsyncEndpoint, MultipleConsumersSupport, EndpointServiceLocation {
    @UriPath(
            description =
                    "What to receive: names of events such as message-created, separated by commas, with an asterisk"
                            + " for any number of characters. Or what to do: send-message,"
                            + " reply, edit-message, delete-message, add-reaction, remove-reaction, send-typing, pin,"
                            + " create-thread, create-post, archive-thread, open-dm, send-webhook, create-poll, get-message,"
                            + " get-history, get-channel, get-member, add-role, remove-role, timeout-member,"
                            + " reply-interaction, open-modal. With operation, the field operation of the body says which of"
                            + " these.")
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
        if (Operation.OF_THE_BODY.equals(action)) {
            return new DiscordProducer(this, null);
        }
        Operation operation = Operation.named(action)
                .orElseThrow(() -> new IllegalArgumentException(
                        "to: discord:" + action + " is not possible: operations are " + Operation.names()));
        return new DiscordProducer(this, operation);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        DiscordConsumer consumer;
        try {
            consumer = new DiscordConsumer(this, processor, EventType.matching(action), new EventFilter(configuration));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("from: discord:" + action + " is not possible: " + e.getMessage());
        }
        configureConsumer(consumer);
        return consumer;
    }

    /** Returns true for events, which any number of routes may get. An interaction has one route that answers it. */
    @Override
    public boolean isMultipleConsumersSupported() {
        return Arrays.stream(action.split(","))
                .flatMap(name -> EventType.named(name.strip()).stream())
                .noneMatch(EventType::isInteraction);
    }

    /**
     * Returns the events that a route from here needs, one entry for each name or glob. So a refusal can name the right
     * one.
     */
    public List<RouteNeeds> interests() {
        if (Operation.OF_THE_BODY.equals(action) || Operation.named(action).isPresent()) {
            return List.of();
        }
        EventFilter filter = new EventFilter(configuration);
        return Arrays.stream(action.split(","))
                .map(String::strip)
                .map(name -> new RouteNeeds(
                        "discord:" + name,
                        EventType.matching(name),
                        filter.takesGuilds(),
                        filter.takesDirectMessages()))
                .toList();
    }

    /**
     * Returns the body classes of events.
     *
     * @param events names and globs, as in the path of an endpoint
     * @throws IllegalArgumentException if a name or glob stands for nothing
     */
    public static Set<Class<?>> bodies(String events) {
        return EventType.matching(events).stream().map(EventType::body).collect(Collectors.toSet());
    }

    /** Returns the properties of a body class, by the names that expressions use. */
    public static Set<String> properties(Class<?> body) {
        return EventFields.properties(body);
    }

    @Override
    public String getServiceUrl() {
        return configuration.getApiUrl();
    }

    @Override
    public String getServiceProtocol() {
        return "rest";
    }

    /** Returns the session that this endpoint shares with all others of its token. */
    SessionHolder session() {
        return getComponent().sessions().of(configuration);
    }

    /** Returns that session for a route that begins here, and notes what it wants. */
    SessionHolder session(String routeId) {
        return getComponent().sessions().of(this, routeId);
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
