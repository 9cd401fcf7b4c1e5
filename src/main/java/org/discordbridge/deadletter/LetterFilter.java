package org.discordbridge.deadletter;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.discordbridge.event.Age;

/** Selects dead letters: those that fit everything that was asked for; all unless something was. */
final class LetterFilter {
    private final Set<LetterPosition> positions = new HashSet<>();
    private final Set<LetterPosition> notThere = new LinkedHashSet<>();
    private String cause = "";
    private String errorClass = "";
    private String channel = "";
    private String topic = "";
    private Instant since = Instant.MIN;
    private Instant until = Instant.MAX;

    /**
     * Adds a condition.
     *
     * @param option such as {@code --cause}
     * @param now the time that ages are counted from
     * @return whether there is such an option
     * @throws IllegalArgumentException if the value is not understood
     */
    boolean add(String option, String value, Instant now) {
        switch (option) {
            case "--cause" -> cause = value.toLowerCase(Locale.ROOT);
            case "--error-class" -> errorClass = value;
            case "--channel" -> channel = value;
            case "--topic" -> topic = value;
            case "--at" -> {
                positions.add(LetterPosition.of(value));
                notThere.add(LetterPosition.of(value));
            }
            case "--since" -> since = moment(value, now);
            case "--until" -> until = moment(value, now);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Instant moment(String value, Instant now) {
        Duration age = Age.parse(value);
        if (age != null) {
            return now.minus(age);
        }
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'" + value + "' is no time: it is an age such as 12h or 7d, or a moment such as"
                            + " 2026-01-31T00:00:00Z",
                    e);
        }
    }

    /**
     * Returns the places that were asked for and at which no letter has been seen by now, in the order in which they
     * were given.
     */
    Set<LetterPosition> notThere() {
        return notThere;
    }

    /** @param channelOf says into which channel a letter was to go; only asked if that matters */
    boolean takes(Letter letter, Function<Letter, String> channelOf) {
        notThere.remove(letter.position());
        return (positions.isEmpty() || positions.contains(letter.position()))
                && (topic.isEmpty() || topic.equals(letter.topic()))
                && letter.cause().toLowerCase(Locale.ROOT).contains(cause)
                && (errorClass.isEmpty()
                        || letter.errorClass().equals(errorClass)
                        || letter.errorClass().endsWith("." + errorClass))
                && !letter.time().isBefore(since)
                && letter.time().isBefore(until)
                && (channel.isEmpty() || channel.equals(channelOf.apply(letter)));
    }
}
