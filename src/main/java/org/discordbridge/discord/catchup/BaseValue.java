package org.discordbridge.discord.catchup;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.discordbridge.discord.options.Shortened;
import org.discordbridge.event.Snowflakes;

/**
 * The value that is stored of a {@link BaseWatermark}.
 *
 * @param id every message below it is done
 * @param behind channels that are exceptions, each with the id that counts for it instead
 */
record BaseValue(long id, Map<String, String> behind) {
    private static final String BUT = ";";
    private static final String FROM = "=";
    /** Form of the text. Ids have at most 19 digits, so that they fit into 64 bits. */
    private static final Pattern FORM = Pattern.compile("[0-9]{1,19}(;[0-9]+=[0-9]{1,19}(,[0-9]+=[0-9]{1,19})*)?");

    BaseValue {
        behind = Map.copyOf(behind);
    }

    /**
     * Reads what {@link #text} has written.
     *
     * @param where words that say whose watermark it is
     */
    static BaseValue of(String kept, String where) {
        if (!FORM.matcher(kept).matches()) {
            throw new IllegalArgumentException("The watermark that is kept of all channels" + where
                    + " is not understood: '" + Shortened.of(kept)
                    + "'. Nothing was read. Write the id of the last message that is done in its"
                    + " place, or a tombstone, which begins with what is written from now on");
        }
        String[] parts = kept.split(BUT, 2);
        Map<String, String> behind = new TreeMap<>();
        for (String one : parts.length < 2 ? new String[0] : parts[1].split(",")) {
            String[] channel = one.split(FROM, 2);
            behind.put(channel[0], channel[1]);
        }
        return new BaseValue(Snowflakes.parse(parts[0]), behind);
    }

    /** Returns the text to be stored. */
    String text() {
        String number = Long.toUnsignedString(id);
        return behind.isEmpty()
                ? number
                : behind.entrySet().stream()
                        .map(channel -> channel.getKey() + FROM + channel.getValue())
                        .collect(Collectors.joining(",", number + BUT, ""));
    }

    /** Returns a value that is true where both are: for the channels of two shards together. */
    BaseValue and(BaseValue other) {
        Map<String, String> all = new TreeMap<>(behind);
        other.behind.forEach((channel, from) -> all.merge(channel, from, BaseValue::lower));
        return new BaseValue(Math.min(id, other.id), all);
    }

    private static String lower(String a, String b) {
        return Snowflakes.parse(a) <= Snowflakes.parse(b) ? a : b;
    }
}
