package org.discordbridge.discord;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.discordbridge.discord.session.SlashCommand;
import org.discordbridge.discord.session.Subscription;
import org.discordbridge.event.CommandInvoked;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.EventType;
import org.discordbridge.event.MessageCreated;

/**
 * Makes exchanges of events. The route runs on threads of its own, never on the websocket thread.
 *
 * <p>Events of one channel enter the route in the order of the gateway.
 */
public class DiscordConsumer extends DefaultConsumer implements ShutdownAware {
    private static final int PLAIN = 0;
    private static final int REPLY = 19;
    private static final int COMMAND_ANSWER = 20;
    private static final int CONTEXT_COMMAND_ANSWER = 23;

    private final DiscordEndpoint endpoint;
    private final EventType type;
    private final boolean completesInOrder;
    private final AtomicInteger entering = new AtomicInteger();
    private Intake intake;
    private Subscription acknowledgement;

    DiscordConsumer(DiscordEndpoint endpoint, Processor processor, EventType type) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.type = type;
        this.completesInOrder = "completed".equals(endpoint.getConfiguration().getOrdered());
    }

    @Override
    public DiscordEndpoint getEndpoint() {
        return endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        SessionHolder holder = endpoint.session(type);
        if (type == EventType.COMMAND) {
            DiscordConfiguration c = endpoint.getConfiguration();
            SlashCommand command = SlashCommand.of(c.getName(), c.getDescription(), c.getOptions());
            acknowledgement = holder.session().acknowledge(command.name(), c.isEphemeral());
            holder.serve(getRouteId(), command);
        }
        intake = holder.intake(getRouteId(), endpoint.getCamelContext());
        intake.attach(this, type, holder.session());
    }

    @Override
    protected void doStop() throws Exception {
        if (intake != null) {
            intake.detach();
        }
        if (acknowledgement != null && endpoint.getCamelContext().isStopping()) {
            acknowledgement.close();
        }
        super.doStop();
    }

    @Override
    protected void doSuspend() {
        intake.detach();
    }

    @Override
    protected void doResume() {
        intake.attach(this, type, endpoint.session().session());
    }

    /** Whether the route gets this event. Called on the websocket thread. */
    boolean wants(DiscordEvent event) {
        if (event instanceof MessageCreated message) {
            return !isOwn(message)
                    && (!message.authorIsBot() || endpoint.getConfiguration().isBots())
                    && (isWritten(message) || endpoint.getConfiguration().isNotices());
        }
        return !(event instanceof CommandInvoked command)
                || command.command().equals(endpoint.getConfiguration().getName());
    }

    private boolean isOwn(MessageCreated message) {
        var session = endpoint.session().session();
        return message.authorId().equals(session.selfId())
                || message.webhookId() != null && session.applicationId().equals(message.applicationId());
    }

    private static boolean isWritten(MessageCreated message) {
        int messageType = message.messageType();
        return messageType == PLAIN
                || messageType == REPLY
                || messageType == COMMAND_ANSWER
                || messageType == CONTEXT_COMMAND_ANSWER;
    }

    /** Runs the route with that event. */
    void handOver(DiscordEvent event, Runnable next) {
        entering.incrementAndGet();
        try {
            process(event, next);
        } finally {
            entering.decrementAndGet();
        }
    }

    private void process(DiscordEvent event, Runnable next) {
        Exchange exchange = createExchange(false);
        Message message = exchange.getMessage();
        message.setBody(event);
        message.setHeader(DiscordConstants.EVENT, event.type().eventName());
        setIfPresent(message, DiscordConstants.CHANNEL_ID, event.channelId());
        setIfPresent(message, DiscordConstants.GUILD_ID, event.guildId());
        message.setHeader(Exchange.MESSAGE_TIMESTAMP, event.timestamp().toEpochMilli());
        if (event instanceof MessageCreated written) {
            message.setHeader(DiscordConstants.MESSAGE_ID, written.messageId());
            message.setHeader(DiscordConstants.AUTHOR_ID, written.authorId());
        } else if (event instanceof CommandInvoked command) {
            message.setHeader(DiscordConstants.COMMAND, command.command());
            message.setHeader(DiscordConstants.AUTHOR_ID, command.authorId());
        }
        // files are stored aside, so that the call returns before its record is on its way
        boolean waits = completesInOrder || event instanceof MessageCreated written && written.hasFiles();
        getAsyncProcessor().process(exchange, doneSync -> {
            try {
                if (exchange.getException() != null) {
                    getExceptionHandler()
                            .handleException(
                                    "Cannot handle " + event + ", it is lost to route " + getRouteId(),
                                    exchange,
                                    exchange.getException());
                }
            } finally {
                releaseExchange(exchange, false);
                if (waits) {
                    next.run();
                }
            }
        });
        if (!waits) {
            next.run();
        }
    }

    private static void setIfPresent(Message message, String header, String value) {
        if (value != null) {
            message.setHeader(header, value);
        }
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask task) {
        if (endpoint.getCamelContext().isStopping()) {
            intake.drain();
            return true;
        }
        return false;
    }

    @Override
    public int getPendingExchangesSize() {
        return endpoint.getCamelContext().isStopping() && intake != null ? intake.waiting() : entering.get();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // nothing to prepare
    }
}
