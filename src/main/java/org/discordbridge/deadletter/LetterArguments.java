package org.discordbridge.deadletter;

import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;

/**
 * Holds what was asked for on the command line.
 *
 * @param replay whether to send letters again, or only to show them
 * @param filter which letters are meant
 * @param content whether to show the text of the answers
 * @param dryRun whether to say only what would be sent
 * @param again whether to send those as well that were sent before
 */
record LetterArguments(boolean replay, LetterFilter filter, boolean content, boolean dryRun, boolean again) {
    /** The help for the command line. */
    static final String USAGE = """
            Usage: java -jar discord-bridge.jar --dead-letters list|replay [OPTION...]
              list        shows dead letters, the oldest first
              replay      sends them again to the topic that they came from, unless that was done before
              --cause TEXT          those whose cause contains this
              --error-class NAME    those of this class, such as DiscordException
              --channel ID          those that were to go into this channel
              --topic NAME          those that came from this topic
              --since, --until TIME those that became dead letters then: an age such as 12h, or 2026-01-31T00:00:00Z
              --at PARTITION@OFFSET this one; may be given several times
              --content             list: shows the text of the answers too
              --dry-run             replay: says what would be sent, and sends nothing
              --again               replay: sends those as well that were sent before""";

    /** @throws IllegalArgumentException if it is not understood */
    static LetterArguments of(String[] arguments, Instant now) {
        Iterator<String> rest = Arrays.asList(arguments).iterator();
        String command = rest.hasNext() ? rest.next() : "";
        if (!"list".equals(command) && !"replay".equals(command)) {
            throw new IllegalArgumentException("--dead-letters needs list or replay");
        }
        LetterFilter filter = new LetterFilter();
        boolean content = false;
        boolean dryRun = false;
        boolean again = false;
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--content" -> content = true;
                case "--dry-run" -> dryRun = true;
                case "--again" -> again = true;
                default -> {
                    if (!rest.hasNext() || !filter.add(option, rest.next(), now)) {
                        throw new IllegalArgumentException("'" + option + "' is not understood, or lacks its value");
                    }
                }
            }
        }
        return new LetterArguments("replay".equals(command), filter, content, dryRun, again);
    }
}
