package org.discordbridge.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.discordbridge.discord.options.DiscordConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the results that are told of answers when their fate is known. The variable {@code answer} is the decoded
 * record, absent if it could not be decoded.
 */
public final class AnswerResults {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerResults.class);
    /** The exchange property that keeps the answer's identity, since a result does not have the answer's headers. */
    private static final String NOTED_AS = "DiscordBridgeAnswerIdentity";

    private static final String RESULT = "DiscordBridgeResult";
    private static final String SHORTENED = "DiscordBridgeResultShortened";

    private static final String POSTED = "POSTED";
    private static final String DUPLICATE = "DUPLICATE";
    private static final String FAILED = "FAILED";
    private static final int LONGEST_TEXT = 4_000;
    private static final int SHORT_TEXT = 100;
    private static final int LARGEST_BODY = 800_000;

    private final Map<String, LongAdder> counts =
            Map.of(POSTED, new LongAdder(), DUPLICATE, new LongAdder(), FAILED, new LongAdder());
    private volatile LongConsumer onPosted = millis -> {};
    private Ledger ledger;

    /** Sets the ledger, which knows where answers were posted. */
    public void setLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Returns how many results there were, by status. */
    public Map<String, LongAdder> counts() {
        return counts;
    }

    /** Calls a listener for each answer that is posted, with the milliseconds since its record was written. */
    public void onPosted(LongConsumer listener) {
        onPosted = listener;
    }

    /** Returns the result of an answer that was done; the body is its outcome. */
    public Map<String, Object> posted(Exchange exchange) {
        Message message = exchange.getMessage();
        Map<String, Object> result = begun(exchange);
        boolean before = message.getHeader(DiscordConstants.DUPLICATE, false, Boolean.class);
        result.put("status", before ? DUPLICATE : POSTED);
        counts.get(before ? DUPLICATE : POSTED).increment();
        Long written = message.getHeader(KafkaConstants.TIMESTAMP, Long.class);
        if (written != null && !before) {
            onPosted.accept(System.currentTimeMillis() - written);
        }
        result.put("message_ids", messagesOf(exchange));
        result.put("thread_id", message.getHeader(DiscordConstants.THREAD_ID, String.class));
        result.put("attempts", AnswerRetries.failures(exchange) + 1);
        String operation = String.valueOf(result.get("operation"));
        if (operation.startsWith("get-") || "open-dm".equals(operation)) {
            readInto(exchange, result);
        }
        String channelId = channelOf(exchange, result);
        if (channelId != null) {
            result.put("channel_id", channelId);
        }
        return result;
    }

    /**
     * Returns the channel of an answer if it is known better than from its record, or if the record does not name it:
     * it may have named a person, a thread, an earlier answer or the address of a webhook.
     */
    private String channelOf(Exchange exchange, Map<String, Object> result) {
        String identity = identity(exchange);
        LedgerEntry entry = identity == null ? null : ledger.entry(identity, 0);
        if (entry != null) {
            return entry.channelId();
        }
        String opened = exchange.getMessage().getHeader(DiscordConstants.CHANNEL_ID, String.class);
        if (opened != null || result.get("channel_id") != null) {
            return opened;
        }
        String ofBody = fieldOf(exchange, "channel_id");
        return ofBody == null ? (String) result.get("thread_id") : ofBody;
    }

    /**
     * Returns a field of what Discord returned, or of the record with its answer_uuid resolved; null if it has none.
     */
    private static String fieldOf(Exchange exchange, String name) {
        Object json = json(exchange, exchange.getMessage().getBody());
        Object value = json instanceof Map<?, ?> fields ? fields.get(name) : null;
        return value == null || value.toString().isEmpty() ? null : bounded(value.toString());
    }

    /**
     * Makes a result shorter that Kafka does not take: first without its body, then with texts that are cut off. The
     * result says so. Returns false if it cannot be made shorter, which is logged.
     */
    public boolean shorten(Exchange exchange) {
        RefusedRecordException refused = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, RefusedRecordException.class);
        Map<String, Object> result = resultOf(exchange);
        if (result.remove("body") != null) {
            result.put("reason", bounded("What Discord returned is left out. " + refused.getMessage()));
            return true;
        }
        if (exchange.getProperty(SHORTENED) == null) {
            exchange.setProperty(SHORTENED, true);
            List.of("operation", "channel_id", "error_class", "reason")
                    .forEach(name -> result.computeIfPresent(name, (n, text) -> bounded(text.toString(), SHORT_TEXT)));
            result.replace("message_ids", firstOf(result.get("message_ids")));
            return true;
        }
        LOG.error(
                "The result of record {}-{}@{}, {}, is lost: {}",
                result.get("topic"),
                result.get("partition"),
                result.get("offset"),
                result.get("status"),
                refused.getMessage());
        return false;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> resultOf(Exchange exchange) {
        return exchange.getProperty(RESULT, Map.class);
    }

    private static List<?> firstOf(Object ids) {
        return ids instanceof List<?> all ? all.subList(0, Math.min(1, all.size())) : List.of();
    }

    /**
     * Returns the result of an answer that became a dead letter. The failure is the one in the variable
     * {@code failure}, else the one that was caught last.
     */
    public Map<String, Object> failed(Exchange exchange) {
        Message message = exchange.getMessage();
        Throwable failure = exchange.getVariable("failure", Throwable.class);
        if (failure == null) {
            failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        }
        Map<String, Object> result = begun(exchange);
        Integer status = number(message, DiscordConstants.STATUS);
        result.put("status", FAILED);
        counts.get(FAILED).increment();
        result.put("error_class", failure.getClass().getName());
        result.put("reason", bounded(failure.getMessage()));
        result.put("http_status", status);
        result.put("discord_code", number(message, DiscordConstants.ERROR_CODE));
        // a refused answer is not asked again, and so not counted there
        result.put("attempts", Math.max(AnswerRetries.failures(exchange), status == null ? 0 : 1));
        return result;
    }

    private static Map<String, Object> begun(Exchange exchange) {
        Message message = exchange.getMessage();
        Map<?, ?> record = exchange.getVariable("answer", Map.class);
        Map<String, Object> result = new HashMap<>();
        exchange.setProperty(RESULT, result);
        if (record != null) {
            result.put("uuid", AnswerIdentity.normal(String.valueOf(record.get("uuid"))));
            result.put("operation", bounded(AnswerRecords.operation(record)));
            String channelId = String.valueOf(record.get("channel_id"));
            result.put("channel_id", channelId.isEmpty() ? null : bounded(channelId));
        }
        String identity = message.getHeader(DiscordConstants.IDENTITY, String.class);
        exchange.setProperty(NOTED_AS, identity);
        result.put("identity", identity);
        result.put("topic", message.getHeader(KafkaConstants.TOPIC, String.class));
        result.put("partition", message.getHeader(KafkaConstants.PARTITION, Integer.class));
        result.put("offset", message.getHeader(KafkaConstants.OFFSET, Long.class));
        result.put("timestamp", Instant.now());
        return result;
    }

    /** Returns the identity of the answer that a result is about, even if its headers are gone; null if it has none. */
    static String identity(Exchange exchange) {
        String identity = exchange.getProperty(NOTED_AS, String.class);
        return identity == null ? exchange.getMessage().getHeader(DiscordConstants.IDENTITY, String.class) : identity;
    }

    private static List<?> messagesOf(Exchange exchange) {
        Message message = exchange.getMessage();
        List<?> ids = message.getHeader(DiscordConstants.MESSAGE_IDS, List.class);
        if (ids != null) {
            return ids.stream().map(String::valueOf).toList();
        }
        String id = message.getHeader(DiscordConstants.MESSAGE_ID, String.class);
        if (id == null && message.getBody() instanceof Map<?, ?>) {
            id = fieldOf(exchange, "message_id");
        }
        return id == null ? List.of() : List.of(id);
    }

    private static void readInto(Exchange exchange, Map<String, Object> result) {
        String json = Jsoner.serialize(json(exchange, exchange.getMessage().getBody()));
        int bytes = json.getBytes(UTF_8).length;
        if (bytes <= LARGEST_BODY) {
            result.put("body", json);
        } else {
            result.put("reason", "What Discord returned is left out, since it has " + bytes + " bytes: ask for less");
        }
    }

    private static Object json(Exchange exchange, Object value) {
        if (value instanceof Collection<?> list) {
            return list.stream().map(item -> json(exchange, item)).toList();
        }
        if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            JsonObject object = new JsonObject();
            map.forEach((name, item) -> object.put(String.valueOf(name), json(exchange, item)));
            return object;
        }
        JsonObject converted = exchange.getContext().getTypeConverter().tryConvertTo(JsonObject.class, exchange, value);
        return converted == null ? value.toString() : converted;
    }

    private static Integer number(Message message, String header) {
        Integer number = message.getHeader(header, Integer.class);
        return number == null || number == 0 ? null : number;
    }

    private static String bounded(String text) {
        return bounded(text, LONGEST_TEXT);
    }

    private static String bounded(String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
