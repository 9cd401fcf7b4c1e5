package org.discordbridge.deadletter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says where a record is on the topic of dead letters; as text {@code 0@12}.
 *
 * @param partition the partition
 * @param offset the offset in it
 */
record LetterPosition(int partition, long offset) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})@(\\d{1,18})");

    /** @throws IllegalArgumentException if it is not understood */
    static LetterPosition of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no position: it is PARTITION@OFFSET, such as 0@12");
        }
        return new LetterPosition(Integer.parseInt(form.group(1)), Long.parseLong(form.group(2)));
    }

    @Override
    public String toString() {
        return partition + "@" + offset;
    }
}
