package org.discordbridge.discord.options;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.spi.StateRepository;

/**
 * A repository of posted messages that an exchange need not wait for. Discord itself protects a post from repetition
 * for some minutes, so the exchange goes on before the value is stored. If storing fails, the repository has to report
 * it. Safe for any number of threads.
 */
public interface PostRepository extends StateRepository<String, String> {
    /** Returns the identity under which the messages are stored that follow the first one, counted from 1. */
    static String identityFrom(String messageId) {
        return "message-" + messageId;
    }

    /**
     * Knows the value at once, and stores it. Does not block.
     *
     * @return completes when it is stored; if that fails, the value is not known either
     */
    CompletableFuture<Void> keep(String key, String value);
}
