package org.discordbridge.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceHelper;
import org.discordbridge.event.MessageCreated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives messages their intent before they enter a route, if anything in the registry knows intents. */
final class IntentLook {
    private static final Logger LOG = LoggerFactory.getLogger(IntentLook.class);

    private final Understanding understanding;

    private IntentLook(Understanding understanding) {
        this.understanding = understanding;
    }

    /** Looks for what knows intents, and starts it. */
    static IntentLook in(CamelContext context) throws Exception {
        Set<Understanding> found = context.getRegistry().findByType(Understanding.class);
        if (found.size() > 1) {
            throw new IllegalArgumentException("there are " + found.size() + " beans of the type Understanding, and"
                    + " messages can be asked about one. Keep one of them");
        }
        if (found.isEmpty()) {
            return new IntentLook(null);
        }
        Understanding one = found.iterator().next();
        // stopped with the context, after the routes
        context.addService(one);
        ServiceHelper.startService(one);
        return new IntentLook(one);
    }

    /**
     * Goes on with a delivery when the intent of its message is known: at once, if there is nothing to look for.
     *
     * @param threads go on if it takes a while, so that the threads of the model do not run routes
     * @param next is called once
     */
    void then(Delivery delivery, Executor threads, Consumer<Delivery> next) {
        if (understanding == null
                || !(delivery.event() instanceof MessageCreated message)
                || message.intent() != null
                || message.content().isBlank()
                || !understanding.isOn()) {
            next.accept(delivery);
            return;
        }
        Thread asking = Thread.currentThread();
        understanding.find(message.content(), nearest -> {
            Delivery known =
                    nearest == null ? delivery : delivery.with(message.withIntent(nearest.intent(), nearest.score()));
            if (Thread.currentThread() == asking) {
                next.accept(known);
                return;
            }
            try {
                threads.execute(() -> next.accept(known));
            } catch (RejectedExecutionException e) {
                LOG.warn(
                        "{} is not handed over, since everything stops: a route with positions reads it again at the"
                                + " next start, to another it is lost",
                        message,
                        e);
            }
        });
    }

    /** Lists names in a filter that no intent has, in a sentence each. */
    List<String> unknown(Set<String> wanted) {
        List<String> sentences = new ArrayList<>();
        if (!wanted.isEmpty() && (understanding == null || !understanding.isOn())) {
            sentences.add("there are no intents, and intent lets nothing pass. Put a file of intents into the folder"
                    + " INTENTS, and start the bridge again if there was no such folder");
            return sentences;
        }
        wanted.stream()
                .filter(name -> !Understanding.UNKNOWN.equals(name) && !understanding.has(name))
                .sorted()
                .forEach(name -> sentences.add("there is no intent '" + name
                        + "' at the moment, and intent lets nothing pass for it. Correct the name, or add the intent"));
        return sentences;
    }
}
