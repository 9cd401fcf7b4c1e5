package org.discordbridge.discord;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.discordbridge.discord.options.DiscordConfiguration;
import org.discordbridge.discord.session.SessionException;
import org.discordbridge.discord.session.connect.Transport;
import org.discordbridge.discord.session.subscribe.RouteNeeds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the sessions of a component, one for each token and API, and says when they connect. */
final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private final DiscordComponent component;
    private final Map<String, SessionHolder> held = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger();
    private volatile boolean started;

    Sessions(DiscordComponent component) {
        this.component = component;
    }

    Collection<SessionHolder> all() {
        return held.values();
    }

    /** Returns whether the context has started, so that every session was asked to connect. */
    boolean areStarted() {
        return started;
    }

    /**
     * Returns the session for that token and API, and makes it if there is none. If the context runs already, a new one
     * is connected in the background.
     *
     * @param preparation is run with the session before it connects
     */
    SessionHolder of(DiscordConfiguration options, Consumer<SessionHolder> preparation) {
        boolean[] isNew = new boolean[1];
        SessionHolder session = held.computeIfAbsent(key(options), key -> {
            isNew[0] = true;
            return make(options);
        });
        session.ask();
        preparation.accept(session);
        if (isNew[0] && started) {
            connectLater(session);
        }
        return session;
    }

    private static String key(DiscordConfiguration options) {
        return options.getToken() + "@" + options.getApiUrl();
    }

    private SessionHolder make(DiscordConfiguration options) {
        SessionHolder holder = new SessionHolder(
                made.incrementAndGet(),
                options,
                new Transport(component.getHttpClient(), component.getJdaCustomizer()),
                component.sharing(),
                component.getRequestsPerSecond(),
                component.getCamelContext());
        holder.session().onFailure(failure -> stopContext());
        return holder;
    }

    /** Returns the session for that token and API before anything has asked for it. */
    SessionHolder early(DiscordConfiguration options) {
        return held.computeIfAbsent(key(options), key -> make(options));
    }

    /** Begins to connect a session that was made early, if there is one, for the inputs that have its token. */
    void connect(DiscordConfiguration options, Collection<DiscordEndpoint> inputs) {
        SessionHolder own = held.get(key(options));
        List<RouteNeeds> expected = inputs.stream()
                .filter(endpoint -> key(endpoint.getConfiguration()).equals(key(options)))
                .flatMap(endpoint -> endpoint.interests().stream())
                .toList();
        if (own != null && !expected.isEmpty()) {
            own.connect(expected);
        }
    }

    /** Connects all sessions that were asked for, and drops the others. */
    void start() {
        held.values().stream().filter(session -> !session.isAsked()).forEach(SessionHolder::close);
        held.values().removeIf(session -> !session.isAsked());
        CamelContext context = component.getCamelContext();
        held.values().stream().filter(session -> !session.isRunning()).forEach(session -> session.start(context));
        started = true;
    }

    /** Connects for a route that is added later, with a token that no route had before. */
    private void connectLater(SessionHolder holder) {
        component
                .getCamelContext()
                .getExecutorServiceManager()
                .newThread("connect to Discord", () -> {
                    try {
                        holder.start(component.getCamelContext());
                    } catch (SessionException e) {
                        LOG.error("{}", e.getMessage());
                        stopContext();
                    }
                })
                .start();
    }

    /** Stops the context on a new thread, since the stop ends the threads of the session. */
    private void stopContext() {
        if (component.isStopContextOnFailure()) {
            CamelContext context = component.getCamelContext();
            context.getExecutorServiceManager()
                    .newThread("stop after failure", context::stop)
                    .start();
        }
    }

    void close() {
        held.values().forEach(SessionHolder::close);
        held.clear();
    }
}
