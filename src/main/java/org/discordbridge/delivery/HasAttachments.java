package org.discordbridge.delivery;

import java.util.Collection;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;

/** Matches answers that name files. */
public final class HasAttachments implements Predicate {
    @Override
    public boolean matches(Exchange exchange) {
        return exchange.getMessage().getBody() instanceof Map<?, ?> record
                && record.get("attachments") instanceof Collection<?> files
                && !files.isEmpty();
    }
}
