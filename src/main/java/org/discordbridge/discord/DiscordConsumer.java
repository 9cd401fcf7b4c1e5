package org.discordbridge.discord;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.DefaultConsumer;
import org.discordbridge.discord.lanes.UnderWay;
import org.discordbridge.discord.options.Ordered;
import org.discordbridge.discord.session.SessionException;
import org.discordbridge.discord.session.life.DiscordSession;
import org.discordbridge.event.AutocompleteRequested;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.EventType;
import org.discordbridge.event.InteractionEvent;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.event.MessageDeleted;
import org.discordbridge.event.MessageEdited;
import org.discordbridge.event.SystemMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes exchanges from events. The route runs on threads of its own, never on a websocket thread.
 *
 * <p>Events of one channel enter the route in the order of the gateway.
 */
public class DiscordConsumer extends DefaultConsumer implements ShutdownAware {
    private static final Logger LOG = LoggerFactory.getLogger(DiscordConsumer.class);

    private final DiscordEndpoint endpoint;
    private final Set<EventType> types;
    private final EventFilter filter;
    private final boolean completesInOrder;
    private final UnderWay underWay = new UnderWay();
    private EventIntake intake;
    private final InteractionDeclaration interactions;
    private SessionHolder holder;
    private DiscordSession session;
    private BiFunction<String, String, String> roleName;
    private IntentLook intents;
    private DiscordObserver.OfRoute observer = DiscordObserver.OfRoute.NONE;
    private volatile boolean open;
    private volatile String selfId;
    private volatile String applicationId;

    DiscordConsumer(DiscordEndpoint endpoint, Processor processor, Set<EventType> types, EventFilter filter) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.types = types;
        this.filter = filter;
        this.interactions = InteractionDeclaration.of(types, endpoint.getConfiguration());
        this.completesInOrder = endpoint.getConfiguration().getOrdered() == Ordered.COMPLETED;
    }

    @Override
    public DiscordEndpoint getEndpoint() {
        return endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        observer = endpoint.getComponent().observer().route(getRouteId(), types);
        holder = endpoint.session(getRouteId());
        session = holder.session();
        roleName = session.calls()::roleName;
        StateRepository<String, String> repository = endpoint.getConfiguration().getPositionRepository();
        if (repository != null && hearsMessages(types)) {
            // stopped with the context, after the routes
            endpoint.getCamelContext().addService(repository);
        }
        intents = IntentLook.in(endpoint.getCamelContext());
        do {
            intake = holder.intake(getRouteId(), endpoint.getCamelContext());
        } while (!intake.attach(this, types, session));
        holder.tellOddities(
                endpoint.getCamelContext(),
                () -> filter.unknown(session.calls().channels(), intents),
                sentence -> LOG.warn("Route {}: {}", getRouteId(), sentence));
        if (interactions != null) {
            try {
                holder.commands().serve(getRouteId(), interactions, new InteractionIntake(this, intake));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("Route " + getRouteId() + " cannot start: " + e.getMessage(), e);
            }
        }
        try {
            endpoint.getComponent().sessions().connectForRoute(holder);
        } catch (SessionException e) {
            open = false;
            intake.detach();
            throw e;
        }
    }

    @Override
    protected void doStop() throws Exception {
        open = false;
        if (intake != null) {
            intake.detach();
            underWay.await(endpoint.getCamelContext().getShutdownStrategy());
            intake.savePositions();
        }
        super.doStop();
    }

    @Override
    protected void doShutdown() throws Exception {
        if (intake != null) {
            intake.leave();
        }
        if (interactions != null && holder != null) {
            holder.commands().leave(getRouteId());
        }
        super.doShutdown();
    }

    @Override
    protected void doSuspend() {
        open = false;
        intake.detach();
    }

    @Override
    protected void doResume() {
        intake.attach(this, types, session);
    }

    boolean looksAtText() {
        return filter.hasPattern();
    }

    /** Returns whether the route gets this interaction, by its text too: only such ones may be acknowledged. */
    boolean wantsAll(InteractionEvent event) {
        return wants(event) && filter.passesText(event);
    }

    /** Returns whether the route gets this event. Called on the websocket threads of all shards. */
    boolean wants(DiscordEvent event) {
        return types.contains(event.type()) && filter.passes(event, roleName) && !isOwn(event);
    }

    /** Returns whether a route of those events has to hear all messages, those of Discord itself too. */
    static boolean hearsMessages(Set<EventType> types) {
        return types.contains(EventType.MESSAGE_CREATED) || types.contains(EventType.MESSAGE_SYSTEM);
    }

    /** Returns the events that a route of those events subscribes to. */
    static Set<EventType> heard(Set<EventType> types) {
        if (!hearsMessages(types)) {
            return types;
        }
        Set<EventType> heard = EnumSet.copyOf(types);
        heard.add(EventType.MESSAGE_CREATED);
        return heard;
    }

    /** Turns a message that Discord itself wrote into {@code message-system} if this route asks for that. */
    DiscordEvent forRoute(DiscordEvent event) {
        return event instanceof MessageCreated message
                        && !MessageCreated.isWritten(message.messageType())
                        && types.contains(EventType.MESSAGE_SYSTEM)
                ? new SystemMessage(message)
                : event;
    }

    private boolean isOwn(DiscordEvent event) {
        if (!event.type().isActivity()) {
            return false;
        }
        if (selfId == null) {
            // last: other threads look at it
            applicationId = session.calls().applicationId();
            selfId = session.calls().selfId();
        }
        if (selfId.equals(event.userId())) {
            return true;
        }
        if (event instanceof MessageDeleted deleted) {
            return isOwnWebhook(deleted.webhookId(), deleted.applicationId());
        }
        DiscordEvent written = event instanceof MessageEdited edited ? edited.message() : event;
        return written instanceof MessageCreated message && isOwnWebhook(message.webhookId(), message.applicationId());
    }

    private boolean isOwnWebhook(String webhook, String application) {
        return webhook != null && applicationId.equals(application);
    }

    /** Returns the observer of this route. */
    DiscordObserver.OfRoute observer() {
        return observer;
    }

    /** Allows events to be handed over from now on. */
    void open() {
        open = true;
    }

    /** Returns whether this event is taken at the moment. */
    boolean canTake(Delivery delivery) {
        return open && holder.mayHandOver(delivery);
    }

    /**
     * Runs the route with an event. Returns false, and does nothing, if it is stopped, or if this process may not act now.
     *
     * @param delivery is told when the next event of its lane may begin, and when the route is done with this one
     */
    boolean handOver(Delivery delivery) {
        DiscordEvent event = delivery.event();
        if (delivery.isLost()) {
            delivery.laneMayGoOn();
            return true;
        }
        // counted before the check: a stop first closes the route and then waits until the count is zero
        underWay.begin();
        if (!canTake(delivery)) {
            underWay.end();
            return false;
        }
        try {
            if (!filter.passesText(event)) {
                skip(delivery);
                return true;
            }
        } catch (RuntimeException e) {
            fail(delivery, e);
            return true;
        }
        intents.then(delivery, intake.threads(), this::enter);
        return true;
    }

    /** Runs the route with an event whose intent is known, if there is one. */
    private void enter(Delivery delivery) {
        if (!filter.passesIntent(delivery.event())) {
            skip(delivery);
            return;
        }
        Exchange exchange;
        try {
            exchange = exchange(delivery);
        } catch (RuntimeException e) {
            fail(delivery, e);
            return;
        }
        process(exchange, delivery);
    }

    private void fail(Delivery delivery, RuntimeException e) {
        observer.entered(delivery.event().type());
        observer.left(age(delivery.event()), true);
        getExceptionHandler().handleException(lost(delivery.event()), e);
        skip(delivery);
    }

    private void skip(Delivery delivery) {
        underWay.end();
        delivery.finished();
        delivery.laneMayGoOn();
    }

    private Exchange exchange(Delivery delivery) {
        Exchange exchange = createExchange(false);
        exchange.getMessage().setBody(delivery.event());
        EventHeaders.set(exchange.getMessage(), delivery.event(), delivery.raw());
        return exchange;
    }

    private void process(Exchange exchange, Delivery delivery) {
        DiscordEvent event = delivery.event();
        intake.begun();
        observer.entered(event.type());
        // files are stored by other threads, so the call returns before the record has been sent
        boolean waits = completesInOrder || event instanceof MessageCreated written && written.hasFiles();
        getAsyncProcessor().process(exchange, doneSync -> {
            // an event that a stop has cut off is begun again by the next route
            boolean cutOff = exchange.getException() != null && isCutOff();
            try {
                if (!cutOff) {
                    end(exchange, delivery);
                }
            } finally {
                observer.left(age(event), exchange.getException() != null);
                intake.ended();
                underWay.end();
                releaseExchange(exchange, false);
                if (cutOff) {
                    intake.handOver(delivery);
                } else if (waits) {
                    delivery.laneMayGoOn();
                }
            }
        });
        if (!waits) {
            delivery.laneMayGoOn();
        }
    }

    private boolean isCutOff() {
        return !open && !endpoint.getCamelContext().isStopping();
    }

    /** Handles the end of an exchange that no stop has cut off. */
    private void end(Exchange exchange, Delivery delivery) {
        Exception failure = exchange.getException();
        if (delivery.event() instanceof AutocompleteRequested request) {
            InteractionIntake.suggest(session, request, exchange);
        }
        if (failure != null) {
            getExceptionHandler().handleException(lost(delivery.event()), exchange, failure);
        }
        // an event that fails while everything stops may be delivered again after the next start
        if (failure == null || !endpoint.getCamelContext().isStopping()) {
            delivery.finished();
        }
    }

    private String lost(DiscordEvent event) {
        return "Cannot handle " + event + ", it is lost to route " + getRouteId();
    }

    private static long age(DiscordEvent event) {
        return System.currentTimeMillis() - event.timestamp().toEpochMilli();
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
        return endpoint.getCamelContext().isStopping() && intake != null ? intake.waiting() : underWay.count();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {}
}
