package org.discordbridge.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.ExpressionAdapter;

/**
 * Identifies an answer, as text. With a {@code uuid}, the identity is that and a digest of the value: the same answer
 * written twice has one identity, and two answers that carry the uuid of one message have two. Without a uuid, it is
 * the record's place: topic, partition, offset, and timestamp, since a topic that was made anew has the same offsets.
 *
 * <p>The exchange has the decoded record as body, and its bytes in the variable {@code original}. An answer that was
 * sent again from the dead letters keeps its identity.
 */
public final class AnswerIdentity extends ExpressionAdapter {
    private static final String REPLAYED_OF = "replayed_of";
    private static final Pattern PLACE = Pattern.compile("[-._a-zA-Z0-9]{1,249}-\\d{1,9}-\\d{1,18}-\\d{1,18}");
    private static final int DIGEST_BYTES = 16;
    private static final int LONGEST_UUID = 128;
    /** The length of the registry's header, which is left out: a record may be written with another schema id. */
    private static final int WIRE_HEADER = 5;

    @Override
    public Object evaluate(Exchange exchange) {
        Message message = exchange.getMessage();
        String before = message.getHeader(REPLAYED_OF, String.class);
        if (AnswerRecords.field(exchange, "uuid").isBlank()
                && before != null
                && PLACE.matcher(before).matches()) {
            return before;
        }
        return of(
                AnswerRecords.field(exchange, "uuid"),
                exchange.getVariable("original", byte[].class),
                message.getHeader(KafkaConstants.TOPIC, String.class),
                message.getHeader(KafkaConstants.PARTITION, Integer.class),
                message.getHeader(KafkaConstants.OFFSET, Long.class),
                message.getHeader(KafkaConstants.TIMESTAMP, Long.class));
    }

    static String of(String uuid, byte[] value, String topic, int partition, long offset, long timestamp) {
        if (uuid == null || uuid.isBlank()) {
            return topic + "-" + partition + "-" + offset + "-" + timestamp;
        }
        int header = Math.min(WIRE_HEADER, value.length);
        MessageDigest digest = sha256();
        digest.update(value, header, value.length - header);
        return normal(uuid) + "/" + text(digest.digest());
    }

    /** Returns the uuid in an identity; null if it has none. */
    static String uuidOf(String identity) {
        int slash = identity.lastIndexOf('/');
        return slash < 0 ? null : identity.substring(0, slash);
    }

    /** Returns a uuid as it is kept: one that is too long to be a uuid becomes its digest. */
    static String normal(String uuid) {
        return uuid.length() <= LONGEST_UUID ? uuid : text(sha256().digest(uuid.getBytes(UTF_8)));
    }

    /** Returns 22 characters that stand for any text. */
    static String shortened(String text) {
        return text(sha256().digest(text.getBytes(UTF_8)));
    }

    private static String text(byte[] digest) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, DIGEST_BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
