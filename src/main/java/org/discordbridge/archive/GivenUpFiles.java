package org.discordbridge.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.discordbridge.event.FileStatus;

/**
 * Matches failures after which there is no use in trying again to store a pending file: it is gone or refused, or the
 * CDN has failed for a day. Looks at the exception that was caught, and at the file's record in the variable
 * {@code pending}.
 */
public final class GivenUpFiles implements Predicate {
    /** The time for which a CDN that fails is asked for a file again. A store is waited for without end. */
    private static final Duration CDN_PATIENCE = Duration.ofHours(24);

    private ObjectStore store;

    public void setStore(ObjectStore store) {
        this.store = store;
    }

    @Override
    public boolean matches(Exchange exchange) {
        FileFailure failure = FileFailure.of(
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class),
                exchange.getVariable("transfer", Transfer.class),
                store);
        return failure.status() != FileStatus.PENDING || !failure.ofStore() && isOld(exchange);
    }

    private static boolean isOld(Exchange exchange) {
        return exchange.getVariable("pending") instanceof Map<?, ?> pending
                && pending.get("since") instanceof Instant since
                && since.plus(CDN_PATIENCE).isBefore(Instant.now());
    }
}
