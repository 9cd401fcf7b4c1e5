package org.discordbridge.streams;

import java.nio.file.Path;
import java.time.Duration;
import org.discordbridge.streams.rule.Ages;

/**
 * Says what the streams are to do.
 *
 * @param replay how much of the past to try rules on; null to run
 * @param rules the file or folder of the rules to try; null for those in force
 */
record StreamsArguments(Duration replay, Path rules) {
    static final String USAGE = """
            Usage: java -jar discord-bridge.jar --streams [--replay AGE [--rules FILE]]
              (nothing)             runs the streams until they are ended
              --replay AGE          says what the rules would have said since then, such as 7d; changes nothing
              --rules FILE          tries the rules of that file or folder, beside those in force""";

    /** @throws IllegalArgumentException if they are not understood */
    static StreamsArguments of(String[] arguments) {
        Duration replay = null;
        Path rules = null;
        for (int i = 0; i < arguments.length; i += 2) {
            String value = i + 1 < arguments.length ? arguments[i + 1] : "";
            if ("--replay".equals(arguments[i]) && Ages.parse(value) != null) {
                replay = Ages.parse(value);
            } else if ("--rules".equals(arguments[i]) && !value.isEmpty()) {
                rules = Path.of(value);
            } else {
                throw new IllegalArgumentException("Not understood: " + String.join(" ", arguments));
            }
        }
        if (rules != null && replay == null) {
            throw new IllegalArgumentException(
                    "--rules goes with --replay; the rules in force are in the folder RULES");
        }
        return new StreamsArguments(replay, rules);
    }
}
