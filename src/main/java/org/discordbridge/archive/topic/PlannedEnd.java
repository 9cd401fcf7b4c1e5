package org.discordbridge.archive.topic;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Says where a piece ends. It is committed with the offset at which the piece begins, before the first of its files is
 * stored: whoever goes on after a crash makes the same piece of the same records, with files of the same names.
 *
 * @param last the offset of its last record
 * @param time the timestamp of its first record, which is part of the names: a topic that was deleted and made anew has
 *     the same offsets
 */
record PlannedEnd(long last, long time) {
    private static final Pattern FORM = Pattern.compile("archive until=([0-9]{1,19}) time=(-?[0-9]{1,19})");

    /** Reads what was committed; empty if it plans nothing. */
    static Optional<PlannedEnd> in(OffsetAndMetadata committed) {
        Matcher plan = FORM.matcher(committed.metadata());
        return plan.matches()
                ? Optional.of(new PlannedEnd(Long.parseLong(plan.group(1)), Long.parseLong(plan.group(2))))
                : Optional.empty();
    }

    /** Returns what to commit. */
    OffsetAndMetadata with(long begin) {
        return new OffsetAndMetadata(begin, "archive until=" + last + " time=" + time);
    }
}
