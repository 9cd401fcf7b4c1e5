package org.discordbridge.discord.operation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Message;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.discord.session.call.SentMessage;
import org.discordbridge.event.MessageCreated;

/**
 * Holds the result that Discord returned. No header names the channel of an answer: such a header overrides the option
 * of the next {@code to: discord:} in the route.
 *
 * @param body the new body; null leaves the body as it is
 * @param headers headers to set
 */
public record OperationOutcome(Object body, Map<String, Object> headers) {
    /** Makes the outcome of a message that was read. */
    static OperationOutcome of(MessageCreated message) {
        return new OperationOutcome(
                message,
                Map.of(
                        DiscordConstants.MESSAGE_ID,
                        message.messageId(),
                        DiscordConstants.AUTHOR_ID,
                        message.authorId()));
    }

    /**
     * Makes the outcome of messages that were posted, in order: the first becomes the body, unless it was posted by an
     * earlier try.
     */
    static OperationOutcome posted(List<SentMessage> messages) {
        List<String> ids = messages.stream().map(SentMessage::messageId).toList();
        return new OperationOutcome(
                messages.get(0).message(),
                Map.of(
                        DiscordConstants.MESSAGE_ID,
                        ids.get(0),
                        DiscordConstants.MESSAGE_IDS,
                        ids,
                        DiscordConstants.DUPLICATE,
                        messages.stream().allMatch(posted -> posted.message() == null)));
    }

    /** Makes the outcome of messages of which at least one was edited, in order: the first becomes the body. */
    static OperationOutcome edited(List<SentMessage> messages) {
        MessageCreated first = messages.get(0).message();
        return new OperationOutcome(
                first,
                Map.of(
                        DiscordConstants.MESSAGE_ID,
                        first.messageId(),
                        DiscordConstants.AUTHOR_ID,
                        first.authorId(),
                        DiscordConstants.MESSAGE_IDS,
                        messages.stream().map(SentMessage::messageId).toList()));
    }

    /** Makes the outcome of an operation for which Discord returns nothing. */
    static OperationOutcome nothing(Void ignored) {
        return new OperationOutcome(null, Map.of());
    }

    /** Makes the outcome of a thread that an earlier try created: only its id is known. */
    static OperationOutcome threadOfEarlier(String id) {
        return new OperationOutcome(null, Map.of(DiscordConstants.THREAD_ID, id, DiscordConstants.DUPLICATE, true));
    }

    /** Makes the outcome of a thread that was created or changed. */
    static OperationOutcome thread(Map<String, Object> thread) {
        return new OperationOutcome(thread, Map.of(DiscordConstants.THREAD_ID, thread.get("id")));
    }

    /** Makes the outcome of a post in a forum, and of the messages that followed it. */
    static OperationOutcome forumPost(SentMessage begun, Map<String, Object> thread, List<SentMessage> others) {
        List<SentMessage> all = new ArrayList<>(others);
        all.add(0, begun);
        Map<String, Object> headers = new HashMap<>(posted(all).headers());
        headers.put(DiscordConstants.THREAD_ID, begun.channelId());
        return new OperationOutcome(thread, headers);
    }

    public void applyTo(Message message) {
        if (body != null) {
            message.setBody(body);
        }
        headers.forEach(message::setHeader);
    }
}
