package org.discordbridge.check;

import java.util.Optional;
import java.util.stream.Stream;

/** Says why something failed, in one line. */
public final class Reason {
    private static final String OURS = "Cannot start";

    private Reason() {}

    /** Says why the start failed, in one line that begins as every message of the start does. */
    public static String ofStart(Throwable failure) {
        return ours(failure).orElseGet(() -> OURS + ": " + innermost(failure)).replaceAll("\\s+", " ");
    }

    /** Finds the most useful message in a chain of causes: one of the bridge's own, else the innermost. */
    public static String of(Throwable failure) {
        return ofStart(failure).replaceFirst("^" + OURS + ": ", "").strip();
    }

    /** Returns the message of a failure, without the words with which every message of the start begins. */
    static String told(Throwable failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return message.replaceFirst("^" + OURS + ": ", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** Returns whether one of the causes has a message of the bridge itself. */
    static boolean isOurs(Throwable failure) {
        return ours(failure).isPresent();
    }

    private static Optional<String> ours(Throwable failure) {
        return causes(failure)
                .map(Throwable::getMessage)
                .filter(message -> message != null && message.startsWith(OURS))
                .findFirst();
    }

    private static String innermost(Throwable failure) {
        Throwable innermost = causes(failure).reduce((outer, inner) -> inner).orElse(failure);
        return innermost.getMessage() == null ? innermost.getClass().getSimpleName() : innermost.getMessage();
    }

    static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, t -> t != null, Throwable::getCause);
    }
}
