package org.discordbridge.archive;

import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.discordbridge.event.MessageCreated;

/**
 * Matches messages that came with files. It is in Java, since every message is asked: Simple's {@code ${body.hasFiles}}
 * looks up the body's class each time, by a hash of all that is in the body.
 */
public final class HasFiles implements Predicate {
    @Override
    public boolean matches(Exchange exchange) {
        return exchange.getMessage().getBody() instanceof MessageCreated message && message.hasFiles();
    }
}
