package org.discordbridge.assistant;

import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.discordbridge.event.MessageCreated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads from Discord what was said before a question: the messages that it answers, one after the other. */
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final int MOST_MESSAGES = 12;
    /** About 3,000 tokens of a European language. */
    private static final int MOST_CHARACTERS = 12_000;

    private final ProducerTemplate discord;

    Conversation(CamelContext context) {
        discord = context.createProducerTemplate();
    }

    /**
     * Reads them, as many as there is room for.
     *
     * @param replyTo the newest of them; empty for none
     */
    Before before(String channelId, String replyTo) {
        LinkedList<Turn> turns = new LinkedList<>();
        int characters = 0;
        String next = replyTo;
        while (next != null && !next.isEmpty()) {
            MessageCreated message = read(channelId, next);
            if (message == null) {
                return new Before(turns, true);
            }
            characters += message.content().length();
            if (turns.size() == MOST_MESSAGES || characters > MOST_CHARACTERS) {
                return new Before(turns, true);
            }
            turns.addFirst(new Turn(message.authorIsBot(), message.authorName(), message.content()));
            next = message.replyTo();
        }
        return new Before(turns, false);
    }

    /** Returns a message; null if it cannot be read, which does not keep a question from being answered. */
    private MessageCreated read(String channelId, String messageId) {
        try {
            return discord.requestBody(
                    "discord:get-message",
                    Map.of("channel_id", channelId, "message_id", messageId),
                    MessageCreated.class);
        } catch (CamelExecutionException e) {
            LOG.info(
                    "Message {}, which a question belongs to, was left out of it: {}",
                    messageId,
                    e.getCause().getMessage());
            return null;
        }
    }

    /**
     * Holds what was said before.
     *
     * @param turns from the oldest to the newest
     * @param isCut whether there was more
     */
    record Before(List<Turn> turns, boolean isCut) {
        Before {
            turns = List.copyOf(turns);
        }

        List<Turn> and(Turn question) {
            List<Turn> all = new ArrayList<>(turns);
            all.add(question);
            return all;
        }
    }
}
