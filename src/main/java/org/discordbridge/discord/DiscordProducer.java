package org.discordbridge.discord;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.service.ServiceHelper;
import org.discordbridge.discord.operation.MessageFields;
import org.discordbridge.discord.operation.Operation;
import org.discordbridge.discord.operation.OperationOutcome;
import org.discordbridge.discord.operation.OperationRequest;
import org.discordbridge.discord.operation.RepositorySentLog;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.discord.session.SessionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does an operation. Asynchronous: the route goes on when Discord has answered, on a thread that belongs to this step.
 * The route may block that thread: only other exchanges at the same step wait for it. A failure becomes the exception
 * of the exchange, a {@link DiscordException} if Discord refused the request.
 */
public class DiscordProducer extends DefaultAsyncProducer {
    private static final Logger LOG = LoggerFactory.getLogger(DiscordProducer.class);

    /** Number of exchanges that go on at the same time; idle threads end. */
    private static final ThreadPoolProfile THREADS = new ThreadPoolProfileBuilder("discord")
            .poolSize(32)
            .maxPoolSize(32)
            .maxQueueSize(Integer.MAX_VALUE)
            .keepAliveTime(10L, TimeUnit.SECONDS)
            .allowCoreThreadTimeOut(true)
            .build();

    private final DiscordEndpoint endpoint;
    private final Operation operation;
    private final DiscordObserver.OfOperation[] observers = new DiscordObserver.OfOperation[Operation.values().length];
    private RepositorySentLog posts;
    private ExecutorService threads;

    /** @param operation the operation, unless the body may choose one and does; null if the body has to */
    DiscordProducer(DiscordEndpoint endpoint, Operation operation) {
        super(endpoint);
        this.endpoint = endpoint;
        this.operation = operation;
        MessageFields.mentionTypes(endpoint.getConfiguration().getAllowedMentions());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        for (Operation known : Operation.values()) {
            // the body may choose another operation
            observers[known.ordinal()] = known == operation
                            || operation == null
                            || endpoint.getConfiguration().isOperationFromBody()
                    ? endpoint.getComponent().observer().operation(known.toString())
                    : (nanos, failed) -> {};
        }
        StateRepository<String, String> repository = endpoint.getConfiguration().getPostRepository();
        if (repository != null) {
            // other parts may use the repository too, so it is not stopped with this route
            CamelContextAware.trySetCamelContext(repository, endpoint.getCamelContext());
            ServiceHelper.startService(repository);
            posts = new RepositorySentLog(repository, endpoint.getComponent().noteThreads());
        }
        threads = endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newThreadPool(this, "discord:" + endpoint.getAction(), THREADS);
        // makes the session now, so that it is connected with the others when the context has started
        SessionHolder session = endpoint.session();
        session.tellOddities(
                endpoint.getCamelContext(), this::oddities, sentence -> LOG.warn("{}: {}", endpoint, sentence));
    }

    private List<String> oddities() {
        try {
            channel();
            return List.of();
        } catch (IllegalArgumentException e) {
            return List.of(e.getMessage());
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (threads != null) {
            // exchanges that go on at the moment are not cut off
            endpoint.getCamelContext().getExecutorServiceManager().shutdown(threads);
        }
        super.doStop();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        SessionHolder session = endpoint.session();
        if (!endpoint.getComponent().sessions().isBeingConnected(session)) {
            return begin(exchange, callback, true);
        }
        // this step was made while the context was running already, and its first exchange waits for the session
        threads.execute(() -> {
            try {
                endpoint.getComponent().sessions().connect(session);
            } catch (SessionException e) {
                fail(exchange, e);
                callback.done(false);
                return;
            }
            begin(exchange, callback, false);
        });
        return false;
    }

    private boolean begin(Exchange exchange, AsyncCallback callback, boolean onCallersThread) {
        CompletableFuture<OperationOutcome> doing;
        DiscordObserver.OfOperation observer;
        long begun = System.nanoTime();
        try {
            OperationRequest request = OperationRequest.of(
                    operation, exchange.getMessage(), endpoint.getConfiguration(), posts, channel());
            observer = observers[request.operation().ordinal()];
            doing = request.operation().begin(request, endpoint.session().session());
        } catch (RuntimeException e) {
            fail(exchange, e);
            callback.done(onCallersThread);
            return onCallersThread;
        }
        doing.whenComplete((outcome, failure) -> {
            observer.done(System.nanoTime() - begun, failure != null);
            if (failure != null) {
                fail(exchange, DiscordException.unwrapped(failure));
            } else {
                outcome.applyTo(exchange.getMessage());
            }
            goOn(callback);
        });
        return false;
    }

    /** Returns the id of the channel that the endpoint names; empty if it names none. */
    private String channel() {
        String named = endpoint.getConfiguration().getChannel();
        return named == null || named.isBlank()
                ? ""
                : endpoint.session().session().calls().channels().idOf(named);
    }

    /** Goes on with the route on a thread that may block. On the calling thread, other work would wait too. */
    private void goOn(AsyncCallback callback) {
        try {
            threads.execute(() -> callback.done(false));
        } catch (RejectedExecutionException e) {
            // the step was stopped in the meantime
            callback.done(false);
        }
    }

    /** Sets the exception, and Discord's answer as headers for routes that report it. */
    private static void fail(Exchange exchange, Throwable failure) {
        if (failure instanceof DiscordException refused) {
            exchange.getMessage().setHeader(DiscordConstants.STATUS, refused.getStatus());
            exchange.getMessage().setHeader(DiscordConstants.ERROR_CODE, refused.getCode());
            Duration after = refused.getRetryAfter();
            exchange.getMessage().setHeader(DiscordConstants.RETRY_AFTER, after == null ? null : after.toMillis());
        }
        exchange.setException(failure);
    }
}
