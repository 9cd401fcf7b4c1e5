package org.discordbridge.discord.session.call;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Remembers the bot's own webhook of each channel after it was looked up. Limited in number: the oldest ones are looked
 * up again.
 */
public final class OwnWebhooks {
    private static final int MOST = 1000;

    /** A webhook. Its token is a secret. */
    record Hook(String id, String token) {
        @Override
        public String toString() {
            return "Hook[" + id + "]";
        }
    }

    private final Map<String, CompletableFuture<Hook>> byChannel = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<Hook>> eldest) {
            return size() > MOST;
        }
    };

    /** Returns the webhook of that channel; it is looked up at most once at a time. */
    CompletableFuture<Hook> of(String channelId, Function<String, CompletableFuture<Hook>> lookUp) {
        CompletableFuture<Hook> known;
        synchronized (this) {
            known = byChannel.get(channelId);
            if (known != null) {
                return known;
            }
            known = lookUp.apply(channelId);
            byChannel.put(channelId, known);
        }
        CompletableFuture<Hook> made = known;
        made.whenComplete((hook, failure) -> {
            if (failure != null) {
                forget(channelId, made);
            }
        });
        return made;
    }

    synchronized void forget(String channelId, CompletableFuture<Hook> hook) {
        byChannel.remove(channelId, hook);
    }
}
