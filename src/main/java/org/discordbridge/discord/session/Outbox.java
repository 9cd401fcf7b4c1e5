package org.discordbridge.discord.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Sends texts that may be too long for one message, part by part in order. Nothing blocks; futures fail with
 * {@link DiscordException}.
 */
public final class Outbox {
    private final Rest rest;
    private final String applicationId;
    private final PendingAnswers pendingAnswers;

    Outbox(Rest rest, String applicationId, PendingAnswers pendingAnswers) {
        this.rest = rest;
        this.applicationId = applicationId;
        this.pendingAnswers = pendingAnswers;
    }

    /**
     * Posts into a channel, thread or direct message.
     *
     * @param parts at most 2,000 characters each
     * @param replyTo the message answered, or null; if it is gone, it becomes an ordinary post
     * @param nonce at most 22 characters, the same for the same post so that it is not made twice; null for none
     * @param mentionTypes who may be pinged: any of {@code users}, {@code roles}, {@code everyone}
     * @return ids of the messages, in order
     */
    public CompletableFuture<List<String>> post(
            String channelId, List<String> parts, String replyTo, String nonce, Set<String> mentionTypes) {
        return inOrder(
                parts,
                index -> rest.createMessage(
                        channelId,
                        parts.get(index),
                        index == 0 ? replyTo : null,
                        nonce == null ? null : nonce + "-" + index,
                        mentionTypes));
    }

    /**
     * Answers a slash command: the first answer goes where the command shows that one will follow, what comes after
     * that below it.
     *
     * @param token the interaction's token
     */
    public CompletableFuture<List<String>> answer(String token, List<String> parts, Set<String> mentionTypes) {
        CompletableFuture<Boolean> awaiting = pendingAnswers.take(token)
                ? CompletableFuture.completedFuture(true)
                : rest.isAwaitingAnswer(applicationId, token);
        return awaiting.thenCompose(first -> inOrder(
                parts,
                index -> first && index == 0
                        ? rest.completeAnswer(applicationId, token, parts.get(0), mentionTypes)
                        : rest.followUp(applicationId, token, parts.get(index), mentionTypes)));
    }

    private static CompletableFuture<List<String>> inOrder(
            List<String> parts, Function<Integer, CompletableFuture<String>> send) {
        List<String> ids = new ArrayList<>(parts.size());
        CompletableFuture<Void> chain = CompletableFuture.completedFuture(null);
        for (int i = 0; i < parts.size(); i++) {
            int index = i;
            chain = chain.thenCompose(previous -> send.apply(index)).thenAccept(ids::add);
        }
        return chain.thenApply(done -> ids);
    }
}
