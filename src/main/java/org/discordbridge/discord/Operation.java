package org.discordbridge.discord;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.discordbridge.discord.session.DiscordSession;

/** What a route can ask Discord to do. */
enum Operation {
    SEND_MESSAGE("send-message", Posts::send),
    REPLY("reply", Posts::reply),
    GET_MESSAGE("get-message", Messages::get);

    /** Begins an operation. Does not block; throws if it cannot be begun at all. */
    @FunctionalInterface
    interface Action {
        CompletableFuture<Outcome> begin(Request request, DiscordSession session);
    }

    private final String key;
    private final Action action;

    Operation(String key, Action action) {
        this.key = key;
        this.action = action;
    }

    static Optional<Operation> named(String key) {
        return Arrays.stream(values())
                .filter(operation -> operation.key.equals(key))
                .findFirst();
    }

    /** All of them, for messages to people. */
    static String names() {
        return String.join(
                ", ", Arrays.stream(values()).map(Operation::toString).toList());
    }

    CompletableFuture<Outcome> begin(Request request, DiscordSession session) {
        return action.begin(request, session);
    }

    /** As in the URI. */
    @Override
    public String toString() {
        return key;
    }
}
