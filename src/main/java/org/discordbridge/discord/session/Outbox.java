package org.discordbridge.discord.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.event.MessageCreated;

/**
 * Sends what may need more than one message, one after the other. Nothing blocks; futures fail with
 * {@link DiscordException}.
 */
public final class Outbox {
    private final Rest rest;
    private final MessageReader reader;

    Outbox(Rest rest, MessageReader reader) {
        this.rest = rest;
        this.reader = reader;
    }

    /**
     * Posts into a channel, thread or direct message.
     *
     * @param replyTo the message answered, or null; if it is gone, it becomes an ordinary post
     * @param nonce at most 22 characters: the same again within a few minutes gives the first messages back instead of
     *     posting twice (Discord docs, Message > Create Message); null for none
     * @param log what was posted earlier
     * @return the messages, in order
     */
    public CompletableFuture<List<Posted>> post(
            String channelId, List<Post> posts, String replyTo, String nonce, PostLog log) {
        PostLog noted = nonce == null ? log : log.withNonce(posts.size());
        return inOrder(posts, noted, new ArrayList<>(), index -> {
            DataObject payload = posts.get(index).payload();
            if (replyTo != null && index == 0) {
                payload.put(
                        "message_reference",
                        DataObject.empty().put("message_id", replyTo).put("fail_if_not_exists", false));
            }
            if (nonce != null) {
                payload.put("nonce", nonce + "-" + index).put("enforce_nonce", true);
            }
            return rest.repeatable(nonce != null)
                    .call(
                            "post into channel " + channelId,
                            Route.Messages.SEND_MESSAGE.compile(channelId),
                            Multipart.of(payload, posts.get(index).files()),
                            response -> reader.posted(response, channelId));
        });
    }

    /**
     * Each begins when the one before is there.
     *
     * @param sent gets them, so that it has what was sent before one failed
     */
    static CompletableFuture<List<Posted>> inOrder(
            List<Post> posts, PostLog log, List<Posted> sent, IntFunction<CompletableFuture<MessageCreated>> send) {
        CompletableFuture<Void> chain = CompletableFuture.completedFuture(null);
        for (int i = 0; i < posts.size(); i++) {
            int index = i;
            chain = chain.thenCompose(previous -> log.once(index, () -> send.apply(index)))
                    .thenAccept(sent::add);
        }
        return chain.thenApply(done -> sent);
    }
}
