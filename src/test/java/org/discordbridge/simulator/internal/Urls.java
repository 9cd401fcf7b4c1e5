package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which addresses may stand in a message. */
final class Urls {
    private static final String FILE = "attachment";
    private static final int LONGEST = 2048;
    private static final Pattern ANY = Pattern.compile("(?i)([a-z][a-z0-9+.-]*)://[^\\s/?#]+([/?#]\\S*)?");

    private Urls() {}

    /** Refuses what is no address; files of the message can be named in some places. */
    static void check(JsonNode url, String at, boolean files) {
        if (url.isMissingNode() || url.isNull() || url.asText().isEmpty()) {
            return;
        }
        if (url.asText().length() > LONGEST) {
            throw RestError.tooLong(at, LONGEST);
        }
        Matcher matcher = ANY.matcher(url.asText());
        if (!url.isTextual() || !matcher.matches()) {
            throw RestError.form(at, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
        }
        String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") && !(files && scheme.equals(FILE))) {
            throw RestError.form(
                    at,
                    "URL_TYPE_INVALID_SCHEME",
                    "Scheme \"" + scheme + "\" must be one of ('http', 'https'" + (files ? ", 'attachment')." : ")."));
        }
    }

    /** The name of the file that an address stands for; null if it is another address. */
    static String file(JsonNode url) {
        String text = url.asText("");
        return text.startsWith(FILE + "://") ? text.substring(FILE.length() + 3) : null;
    }
}
