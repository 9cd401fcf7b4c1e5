package org.discordbridge.discord.options;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.spi.StateRepository;

/**
 * A repository of what was posted that need not be waited for. Where Discord itself protects a post for some minutes, the
 * exchange goes on before it is kept; whether it is, the repository has to tell. Safe for any number of threads.
 */
public interface PostRepository extends StateRepository<String, String> {
    /** The identity under which it is kept which messages follow the first of what was posted, counted from 1. */
    static String identityFrom(String messageId) {
        return "message-" + messageId;
    }

    /**
     * Knows the value at once, and keeps it. Does not block.
     *
     * @return completes when it is kept; if it fails, the value is not known either
     */
    CompletableFuture<Void> keep(String key, String value);
}
