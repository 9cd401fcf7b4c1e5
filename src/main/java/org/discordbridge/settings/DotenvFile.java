package org.discordbridge.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a file {@code .env} as python-dotenv and Docker Compose do: {@code NAME=value} lines, {@code export} before
 * them, comments, values in single quotes as they are and in double quotes with {@code \n}, {@code \"} and {@code \\}.
 *
 * <p>An error names the line by its number, never by its text, which may hold a secret.
 */
public final class DotenvFile {
    private static final Pattern LINE = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.\\[\\]-]*)\\s*=\\s*(.*)");
    private static final Pattern QUOTED = Pattern.compile("(?:'([^']*)'|\"((?:[^\"\\\\]|\\\\.)*)\")\\s*(?:#.*)?");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");
    private static final Pattern COMMENT = Pattern.compile("\\s+#.*");

    private DotenvFile() {}

    /**
     * Reads the settings in a file; none if it does not exist.
     *
     * @throws SettingsException if a line is not understood
     */
    public static Map<String, String> read(Path file) {
        Map<String, String> values = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return values;
        }
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new SettingsException(
                    "The file .env cannot be read (" + e.getClass().getSimpleName() + ")");
        }
        for (int i = 0; i < lines.size(); i++) {
            // some editors begin a file with a byte-order mark
            String line = lines.get(i).replace("\uFEFF", "").strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new SettingsException("Line " + (i + 1) + " of .env is not understood: it must be NAME=value");
            }
            values.put(matcher.group(1), value(matcher.group(2), i + 1));
        }
        return values;
    }

    private static String value(String text, int line) {
        if (!text.startsWith("'") && !text.startsWith("\"")) {
            return text.startsWith("#") ? "" : COMMENT.matcher(text).replaceFirst("");
        }
        Matcher quoted = QUOTED.matcher(text);
        if (!quoted.matches()) {
            throw new SettingsException("Line " + line + " of .env is not understood: its quotes do not match");
        }
        return quoted.group(1) != null
                ? quoted.group(1)
                : ESCAPE.matcher(quoted.group(2))
                        .replaceAll(escape ->
                                "n".equals(escape.group(1)) ? "\n" : Matcher.quoteReplacement(escape.group(1)));
    }
}
