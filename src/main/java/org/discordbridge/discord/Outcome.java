package org.discordbridge.discord;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Message;
import org.discordbridge.discord.session.Channels.ForumPost;
import org.discordbridge.event.MessageCreated;

/**
 * What Discord returned. No header says the channel of an answer: it would steer the next {@code to: discord:} of the route,
 * whose option it outranks.
 *
 * @param body the new body; null leaves the body as it is
 * @param headers headers to set
 */
record Outcome(Object body, Map<String, Object> headers) {
    /** A message that was read. */
    static Outcome of(MessageCreated message) {
        return new Outcome(
                message,
                Map.of(
                        DiscordConstants.MESSAGE_ID,
                        message.messageId(),
                        DiscordConstants.AUTHOR_ID,
                        message.authorId()));
    }

    /** Messages that were posted, in order: the first becomes the body. */
    static Outcome posted(List<MessageCreated> messages) {
        List<String> ids = messages.stream().map(MessageCreated::messageId).toList();
        return new Outcome(
                messages.get(0), Map.of(DiscordConstants.MESSAGE_ID, ids.get(0), DiscordConstants.MESSAGE_IDS, ids));
    }

    /** Discord returned nothing: it is done. */
    static Outcome nothing(Void ignored) {
        return new Outcome(null, Map.of());
    }

    /** A thread that was created or changed. */
    static Outcome thread(Map<String, Object> thread) {
        return new Outcome(thread, Map.of(DiscordConstants.THREAD_ID, thread.get("id")));
    }

    /** A post in a forum, and the messages that followed it. */
    static Outcome forumPost(ForumPost begun, List<MessageCreated> others) {
        List<MessageCreated> all = new ArrayList<>(others);
        all.add(0, begun.message());
        Map<String, Object> headers = new HashMap<>(posted(all).headers());
        headers.put(DiscordConstants.THREAD_ID, begun.thread().get("id"));
        return new Outcome(begun.thread(), headers);
    }

    void applyTo(Message message) {
        if (body != null) {
            message.setBody(body);
        }
        headers.forEach(message::setHeader);
    }
}
