package org.discordbridge.discord.session.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.TimeUtil;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.discord.session.call.Revision.Part;
import org.discordbridge.discord.session.read.MessagePage;
import org.discordbridge.discord.session.read.RestMessages;
import org.discordbridge.discord.session.rest.Multipart;
import org.discordbridge.discord.session.rest.Rest;
import org.discordbridge.event.MessageCreated;

/** Reads, changes and deletes existing messages. Nothing blocks; futures fail with {@link DiscordException}. */
public final class MessageCalls {
    private static final int UNKNOWN_MESSAGE = 10008;
    private static final int MOST_AT_ONCE = 100;
    private static final String ORIGINAL = "@original";
    private static final String SELF = "@me";

    /**
     * Age up to which messages can be deleted together: Discord's two weeks, less a difference of clocks (Discord docs,
     * Message > Bulk Delete Messages).
     */
    private static final Duration DELETED_TOGETHER = Duration.ofDays(14).minusMinutes(5);

    private final Rest rest;
    private final RestMessages reader;
    private final String applicationId;
    private final InteractionReplies replies;

    public MessageCalls(Rest rest, RestMessages reader, String applicationId, InteractionReplies replies) {
        this.rest = rest;
        this.reader = reader;
        this.applicationId = applicationId;
        this.replies = replies;
    }

    /**
     * Reads a message, with fresh addresses of its files.
     *
     * @param guildId the guild of the channel, used if JDA does not know the channel; null if unknown, or for direct
     *     messages
     */
    public CompletableFuture<MessageCreated> get(String channelId, String messageId, String guildId) {
        return rest.call(
                "read message " + messageId + " in channel " + channelId,
                Route.Messages.GET_MESSAGE.compile(channelId, messageId),
                response -> reader.read(response.getObject(), guildId));
    }

    /**
     * Reads messages, the newest first. One that cannot be read is left out, and named in the log.
     *
     * @param query any of limit, before, after and around (Discord docs, Message > Get Channel Messages)
     * @param guildId as for {@link #get}
     */
    public CompletableFuture<List<MessageCreated>> history(
            String channelId, Map<String, String> query, String guildId) {
        return page(channelId, query, guildId).thenApply(MessagePage::messages);
    }

    /**
     * Reads messages like {@link #history}, but also says how many were left out, for callers that read page after
     * page.
     */
    public CompletableFuture<MessagePage> page(String channelId, Map<String, String> query, String guildId) {
        Route.CompiledRoute route = Route.Messages.GET_MESSAGE_HISTORY.compile(channelId);
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            route = route.withQueryParams(parameter.getKey(), parameter.getValue());
        }
        return rest.call(
                "read the messages of channel " + channelId,
                route,
                response -> reader.page(response.getArray(), channelId, guildId));
    }

    /**
     * Changes an answer of the bot into other messages, see {@link Revision}.
     *
     * @param channelId the channel it is in
     * @param ids the known messages of the answer, at least the first
     * @param parts the messages it shall consist of
     * @param logs gives the further messages of an answer, by its first message
     * @param nonce as for {@link Outbox#post}
     */
    public CompletableFuture<List<SentMessage>> revise(
            String channelId, List<String> ids, List<Part> parts, Function<String, SentLog> logs, String nonce) {
        return revised(new EditTarget.InChannel(rest, this, channelId), ids, parts, logs, nonce);
    }

    /**
     * Changes the answer to an interaction, or the message of its component, like {@link #revise}. It may be the first
     * response to the interaction.
     *
     * @param ids the first is null for the answer itself, else a message that was added to it
     */
    public CompletableFuture<List<SentMessage>> reviseAnswer(
            String token, List<String> ids, List<Part> parts, Function<String, SentLog> logs) {
        return revised(new EditTarget.OfInteraction(rest, this, replies, applicationId, token), ids, parts, logs, null);
    }

    private CompletableFuture<List<SentMessage>> revised(
            EditTarget target, List<String> ids, List<Part> parts, Function<String, SentLog> logs, String nonce) {
        return new Revision(target, parts, logs, nonce)
                .of(ids)
                .thenApply(messages -> messages.stream()
                        .map(message -> SentMessage.now(reader.read(message, null)))
                        .toList());
    }

    /**
     * Changes fields other than the text, such as embeds, of the last message of an answer. Absent fields stay as they
     * are.
     */
    public CompletableFuture<List<SentMessage>> change(
            String channelId, List<String> ids, OutgoingMessage changes, Function<String, SentLog> logs) {
        List<String> all = new ArrayList<>(ids);
        all.addAll(Revision.further(ids.get(0), logs.apply(ids.get(0))));
        return new EditTarget.InChannel(rest, this, channelId)
                .edit(all.get(all.size() - 1), changes)
                .thenApply(message -> List.of(SentMessage.now(reader.read(message, null))));
    }

    /**
     * Changes fields other than the text in the answer to an interaction itself, or in a message that was added to it.
     */
    public CompletableFuture<List<SentMessage>> changeAnswer(String token, String messageId, OutgoingMessage changes) {
        return new EditTarget.OfInteraction(rest, this, replies, applicationId, token)
                .edit(messageId, changes)
                .thenApply(message -> List.of(SentMessage.now(reader.read(message, null))));
    }

    /** Deletes a message. It is no failure if the message is gone already. */
    public CompletableFuture<Void> delete(String channelId, String messageId, String reason) {
        return unlessGone(rest.call(
                "delete message " + messageId + " in channel " + channelId,
                Route.Messages.DELETE_MESSAGE.compile(channelId, messageId),
                null,
                reason,
                response -> null));
    }

    /**
     * Deletes the answer to an interaction. It is no failure if it is gone already.
     *
     * @param messageId null for the answer itself, else a message that was added to it
     */
    public CompletableFuture<Void> deleteAnswer(String token, String messageId) {
        return unlessGone(rest.call(
                "delete the answer to an interaction",
                Route.Interactions.DELETE_FOLLOWUP.compile(
                        applicationId, token, messageId == null ? ORIGINAL : messageId),
                response -> null));
    }

    /**
     * Deletes messages of a guild's channel, a hundred in each request. Messages of more than two weeks are deleted one
     * by one, since Discord requires it. It is no failure if some are gone already.
     */
    public CompletableFuture<Void> deleteAll(String channelId, List<String> messageIds, String reason) {
        Instant oldest = Instant.now().minus(DELETED_TOGETHER);
        List<String> young = new ArrayList<>();
        List<String> old = new ArrayList<>();
        messageIds.stream()
                .distinct()
                .forEach(id -> (TimeUtil.getTimeCreated(Long.parseUnsignedLong(id))
                                        .toInstant()
                                        .isAfter(oldest)
                                ? young
                                : old)
                        .add(id));
        CompletableFuture<Void> chain = CompletableFuture.completedFuture(null);
        for (int from = 0; from < young.size(); from += MOST_AT_ONCE) {
            List<String> together = young.subList(from, Math.min(young.size(), from + MOST_AT_ONCE));
            chain = chain.thenCompose(done -> deleteTogether(channelId, together, reason));
        }
        for (String id : old) {
            chain = chain.thenCompose(done -> delete(channelId, id, reason));
        }
        return chain;
    }

    private CompletableFuture<Void> deleteTogether(String channelId, List<String> ids, String reason) {
        if (ids.size() == 1) {
            return delete(channelId, ids.get(0), reason);
        }
        return rest.repeatable(true)
                .call(
                        "delete " + ids.size() + " messages in channel " + channelId,
                        Route.Messages.DELETE_MESSAGES.compile(channelId),
                        Multipart.of(DataObject.empty().put("messages", DataArray.fromCollection(ids)), List.of()),
                        reason,
                        response -> null);
    }

    /** Pins a message. */
    public CompletableFuture<Void> pin(String channelId, String messageId, String reason) {
        return rest.call(
                "pin message " + messageId + " in channel " + channelId,
                Route.Messages.PIN_MESSAGE.compile(channelId, messageId),
                null,
                reason,
                response -> null);
    }

    /**
     * Adds the bot's reaction.
     *
     * @param emoji the character itself, or {@code name:id} of a custom emoji
     */
    public CompletableFuture<Void> react(String channelId, String messageId, String emoji) {
        return rest.call(
                "react to message " + messageId + " in channel " + channelId,
                Route.Messages.ADD_REACTION.compile(channelId, messageId, emoji, SELF),
                response -> null);
    }

    /**
     * Takes a reaction back.
     *
     * @param userId the user who reacted, or null for the bot itself
     */
    public CompletableFuture<Void> unreact(String channelId, String messageId, String emoji, String userId) {
        return rest.call(
                "take back a reaction to message " + messageId + " in channel " + channelId,
                Route.Messages.REMOVE_REACTION.compile(channelId, messageId, emoji, userId == null ? SELF : userId),
                response -> null);
    }

    private static CompletableFuture<Void> unlessGone(CompletableFuture<Void> deletion) {
        return deletion.exceptionally(failure -> {
            if (failure.getCause() instanceof DiscordException refused && refused.getCode() == UNKNOWN_MESSAGE) {
                return null;
            }
            throw failure instanceof CompletionException known ? known : new CompletionException(failure);
        });
    }
}
