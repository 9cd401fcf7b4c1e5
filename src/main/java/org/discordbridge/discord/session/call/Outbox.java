package org.discordbridge.discord.session.call;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.discord.session.read.RestMessages;
import org.discordbridge.discord.session.rest.Multipart;
import org.discordbridge.discord.session.rest.Rest;
import org.discordbridge.event.MessageCreated;

/** Sends several messages one after the other. Nothing blocks; futures fail with {@link DiscordException}. */
public final class Outbox {
    private final Rest rest;
    private final RestMessages reader;

    public Outbox(Rest rest, RestMessages reader) {
        this.rest = rest;
        this.reader = reader;
    }

    /**
     * Posts into a channel, thread or direct message.
     *
     * @param replyTo the message to answer, or null; if it is gone, an ordinary post is made
     * @param nonce at most 22 characters: a second call with the same nonce within a few minutes returns the first
     *     messages instead of posting twice (Discord docs, Message > Create Message); null for none
     * @param log the messages that were posted earlier
     * @return the messages, in order
     */
    public CompletableFuture<List<SentMessage>> post(
            String channelId, List<OutgoingMessage> posts, String replyTo, String nonce, SentLog log) {
        SentLog noted = nonce == null ? log : log.withNonce(posts.size());
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
     * Sends messages in order: each begins when the one before exists.
     *
     * @param sent gets each message at once, so that it has those that were sent before a failure
     */
    static CompletableFuture<List<SentMessage>> inOrder(
            List<OutgoingMessage> posts,
            SentLog log,
            List<SentMessage> sent,
            IntFunction<CompletableFuture<MessageCreated>> send) {
        CompletableFuture<Void> chain = CompletableFuture.completedFuture(null);
        for (int i = 0; i < posts.size(); i++) {
            int index = i;
            chain = chain.thenCompose(previous -> log.once(index, () -> send.apply(index)))
                    .thenAccept(sent::add);
        }
        return chain.thenApply(done -> sent);
    }
}
