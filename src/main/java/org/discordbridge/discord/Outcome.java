package org.discordbridge.discord;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Message;
import org.discordbridge.discord.session.Posted;
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

    /** Messages that were posted, in order: the first becomes the body, unless that was posted earlier. */
    static Outcome posted(List<Posted> messages) {
        List<String> ids = messages.stream().map(Posted::messageId).toList();
        return new Outcome(
                messages.get(0).message(),
                Map.of(
                        DiscordConstants.MESSAGE_ID,
                        ids.get(0),
                        DiscordConstants.MESSAGE_IDS,
                        ids,
                        DiscordConstants.DUPLICATE,
                        messages.stream().allMatch(posted -> posted.message() == null)));
    }

    /** Messages of which at least one was edited, in order: the first becomes the body. */
    static Outcome edited(List<Posted> messages) {
        MessageCreated first = messages.get(0).message();
        return new Outcome(
                first,
                Map.of(
                        DiscordConstants.MESSAGE_ID,
                        first.messageId(),
                        DiscordConstants.AUTHOR_ID,
                        first.authorId(),
                        DiscordConstants.MESSAGE_IDS,
                        messages.stream().map(Posted::messageId).toList()));
    }

    /** Discord returned nothing: it is done. */
    static Outcome nothing(Void ignored) {
        return new Outcome(null, Map.of());
    }

    /** A thread that was created earlier: nothing more is known of it. */
    static Outcome threadOfEarlier(String id) {
        return new Outcome(null, Map.of(DiscordConstants.THREAD_ID, id, DiscordConstants.DUPLICATE, true));
    }

    /** A thread that was created or changed. */
    static Outcome thread(Map<String, Object> thread) {
        return new Outcome(thread, Map.of(DiscordConstants.THREAD_ID, thread.get("id")));
    }

    /** A post in a forum, and the messages that followed it. */
    static Outcome forumPost(Posted begun, Map<String, Object> thread, List<Posted> others) {
        List<Posted> all = new ArrayList<>(others);
        all.add(0, begun);
        Map<String, Object> headers = new HashMap<>(posted(all).headers());
        headers.put(DiscordConstants.THREAD_ID, begun.channelId());
        return new Outcome(thread, headers);
    }

    void applyTo(Message message) {
        if (body != null) {
            message.setBody(body);
        }
        headers.forEach(message::setHeader);
    }
}
