package org.discordbridge.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.discordbridge.delivery.RefusedRecordException;
import org.discordbridge.discord.options.DiscordConstants;

/**
 * Makes a dead letter without value of an exchange whose record Kafka never takes. The letter is small, whatever the
 * exchange has: its headers are those of dead letters, cut off where they are long, with {@code value_bytes}, and a
 * long key is left out.
 *
 * <p>The headers say where the record came from: those that {@code direct:dead-letters} has set, else place and time on
 * Kafka, else event, guild, channel and message at Discord. The variable {@code refused} names it for the log.
 */
public final class RefusedRecord implements Processor {
    private static final int LONGEST_CAUSE = 1_000;
    private static final int LONGEST_HEADER = 300;
    private static final int LONGEST_KEY = 300;

    private static final Map<String, String> AT_KAFKA = Map.of(
            Letter.TOPIC, KafkaConstants.TOPIC,
            Letter.PARTITION, KafkaConstants.PARTITION,
            Letter.OFFSET, KafkaConstants.OFFSET,
            Letter.TIMESTAMP, KafkaConstants.TIMESTAMP);
    private static final Map<String, String> AT_DISCORD = Map.of(
            Letter.EVENT, DiscordConstants.EVENT,
            Letter.GUILD_ID, DiscordConstants.GUILD_ID,
            Letter.CHANNEL_ID, DiscordConstants.CHANNEL_ID,
            Letter.MESSAGE_ID, DiscordConstants.MESSAGE_ID);

    @Override
    public void process(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Message message = exchange.getMessage();
        Map<String, String> headers = new HashMap<>();
        // as direct:dead-letters has said it, which was refused because of its value
        copy(message, Map.of(Letter.CAUSE, Letter.CAUSE, Letter.ERROR_CLASS, Letter.ERROR_CLASS), headers);
        headers.putIfAbsent(Letter.CAUSE, bounded(failure.getMessage(), LONGEST_CAUSE));
        headers.putIfAbsent(Letter.ERROR_CLASS, failure.getClass().getName());
        copy(message, message.getHeader(KafkaConstants.TOPIC) == null ? AT_DISCORD : AT_KAFKA, headers);
        headers.put(
                Letter.VALUE_BYTES,
                String.valueOf(failure instanceof RefusedRecordException refused ? refused.valueBytes() : 0));
        message.removeHeaders("*", "Camel*", "kafka.*");
        headers.forEach(message::setHeader);
        Object key = message.getHeader(KafkaConstants.KEY);
        if (length(key) > LONGEST_KEY) {
            message.removeHeader(KafkaConstants.KEY);
        }
        message.setBody(null);
        exchange.setVariable("refused", name(headers));
    }

    private static void copy(Message message, Map<String, String> names, Map<String, String> headers) {
        names.forEach((name, from) -> {
            String value = message.getHeader(from, String.class);
            if (value != null) {
                headers.put(name, bounded(value, name.equals(Letter.CAUSE) ? LONGEST_CAUSE : LONGEST_HEADER));
            }
        });
    }

    private static String name(Map<String, String> headers) {
        if (headers.containsKey(Letter.TOPIC)) {
            return "Record " + headers.get(Letter.TOPIC) + "-" + headers.get(Letter.PARTITION) + "@"
                    + headers.get(Letter.OFFSET);
        }
        return Letter.atDiscord(name -> headers.getOrDefault(name, ""));
    }

    private static int length(Object key) {
        if (key instanceof byte[] bytes) {
            return bytes.length;
        }
        return key == null ? 0 : key.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static String bounded(String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
