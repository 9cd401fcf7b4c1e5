package org.discordbridge.discord;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Does an operation. Asynchronous: the route goes on when Discord has answered, on a thread of JDA's; what failed is the
 * exchange's exception, a {@link org.discordbridge.discord.session.DiscordException} if Discord refused it.
 */
public class DiscordProducer extends DefaultAsyncProducer {
    private final DiscordEndpoint endpoint;
    private final Operation operation;

    DiscordProducer(DiscordEndpoint endpoint, Operation operation) {
        super(endpoint);
        this.endpoint = endpoint;
        this.operation = operation;
        Look.mentionTypes(endpoint.getConfiguration().getAllowedMentions());
        Answers.posts(endpoint.getConfiguration().getLateAnswers());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        // so that it is connected with the others when the context has started
        endpoint.session();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CompletableFuture<Outcome> doing;
        try {
            Request request = Request.of(operation, exchange.getMessage(), endpoint.getConfiguration());
            doing = request.operation().begin(request, endpoint.session().session());
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        doing.whenComplete((outcome, failure) -> {
            if (failure != null) {
                exchange.setException(
                        failure instanceof CompletionException && failure.getCause() != null
                                ? failure.getCause()
                                : failure);
            } else {
                outcome.applyTo(exchange.getMessage());
            }
            callback.done(false);
        });
        return false;
    }
}
