package org.discordbridge.simulator;

import java.util.regex.Pattern;

/**
 * A pattern for request paths: {@code *} stands for one segment, a trailing {@code **} for any rest.
 *
 * @param text the pattern as written
 * @param regex the same as a regular expression
 */
public record PathPattern(String text, Pattern regex) {
    /** The pattern of this text. */
    public static PathPattern of(String text) {
        StringBuilder regex = new StringBuilder();
        for (String part : text.split("(?<=\\*\\*)|(?=\\*\\*)")) {
            if (part.equals("**")) {
                regex.append(".*");
                continue;
            }
            String[] literals = part.split("\\*", -1);
            for (int i = 0; i < literals.length; i++) {
                regex.append(i == 0 ? "" : "[^/]*").append(Pattern.quote(literals[i]));
            }
        }
        return new PathPattern(text, Pattern.compile(regex.toString()));
    }

    /** Whether a path fits. */
    public boolean matches(String path) {
        return regex.matcher(path).matches();
    }
}
