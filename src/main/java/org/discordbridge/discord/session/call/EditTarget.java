package org.discordbridge.discord.session.call;

import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.requests.Response;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.discord.session.interaction.FirstResponses;
import org.discordbridge.discord.session.rest.Multipart;
import org.discordbridge.discord.session.rest.Rest;

/** Changes messages of the bot in one place, as Discord's JSON. Nothing blocks. */
interface EditTarget {
    /** Changes a message. For an answer to an interaction, null means the answer itself. */
    CompletableFuture<DataObject> edit(String messageId, OutgoingMessage changes);

    CompletableFuture<DataObject> read(String messageId);

    /** Deletes a message. It is no failure if the message is gone already. */
    CompletableFuture<Void> delete(String messageId);

    /**
     * Adds a message after all others.
     *
     * @param flags flags of the first message
     * @param nonce as for {@link Outbox#post}, with the number of the part; null for none
     */
    CompletableFuture<DataObject> add(OutgoingMessage post, long flags, String nonce);

    /** Changes messages of a channel, thread or direct message. */
    record InChannel(Rest rest, MessageCalls messages, String channelId) implements EditTarget {
        @Override
        public CompletableFuture<DataObject> edit(String messageId, OutgoingMessage changes) {
            return rest.call(
                    "edit message " + messageId + " in channel " + channelId,
                    Route.Messages.EDIT_MESSAGE.compile(channelId, messageId),
                    Multipart.of(changes.payload(), changes.files()),
                    Response::getObject);
        }

        @Override
        public CompletableFuture<DataObject> read(String messageId) {
            return rest.call(
                    "read message " + messageId + " in channel " + channelId,
                    Route.Messages.GET_MESSAGE.compile(channelId, messageId),
                    Response::getObject);
        }

        @Override
        public CompletableFuture<Void> delete(String messageId) {
            return messages.delete(channelId, messageId, "");
        }

        @Override
        public CompletableFuture<DataObject> add(OutgoingMessage post, long flags, String nonce) {
            DataObject payload = post.payload();
            if (nonce != null) {
                payload.put("nonce", nonce).put("enforce_nonce", true);
            }
            return rest.call(
                    "post into channel " + channelId,
                    Route.Messages.SEND_MESSAGE.compile(channelId),
                    Multipart.of(payload, post.files()),
                    Response::getObject);
        }
    }

    /** Changes the answer to an interaction, and the messages that were added to it. */
    record OfInteraction(
            Rest rest, MessageCalls messages, InteractionReplies replies, String applicationId, String token)
            implements EditTarget {
        private static final String ORIGINAL = "@original";

        @Override
        public CompletableFuture<DataObject> edit(String messageId, OutgoingMessage changes) {
            CompletableFuture<DataObject> first = messageId == null ? replies.updateAtOnce(token, changes) : null;
            if (first != null) {
                return first;
            }
            return rest.call(
                    "edit the answer to an interaction",
                    Route.Interactions.EDIT_FOLLOWUP.compile(
                            applicationId, token, messageId == null ? ORIGINAL : messageId),
                    Multipart.of(changes.payload(), changes.files()),
                    Response::getObject);
        }

        @Override
        public CompletableFuture<DataObject> read(String messageId) {
            return rest.call(
                    "read the answer to an interaction",
                    Route.Interactions.GET_MESSAGE.compile(applicationId, token, messageId),
                    Response::getObject);
        }

        @Override
        public CompletableFuture<Void> delete(String messageId) {
            return messages.deleteAnswer(token, messageId);
        }

        @Override
        public CompletableFuture<DataObject> add(OutgoingMessage post, long flags, String nonce) {
            DataObject payload = post.payload();
            payload.put("flags", payload.getLong("flags", 0) | flags & FirstResponses.EPHEMERAL);
            return rest.call(
                    "add to the answer of an interaction",
                    Route.Interactions.CREATE_FOLLOWUP.compile(applicationId, token),
                    Multipart.of(payload, post.files()),
                    Response::getObject);
        }
    }
}
