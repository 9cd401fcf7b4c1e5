package org.discordbridge.check;

import java.util.Optional;
import java.util.stream.Stream;

/** Why something failed, in one line. */
public final class Reason {
    private static final String OURS = "Cannot start";

    private Reason() {}

    /** The same, as what the start says: every message of its own begins so. */
    public static String ofStart(Throwable failure) {
        return ours(failure).orElseGet(() -> OURS + ": " + innermost(failure)).replaceAll("\\s+", " ");
    }

    /** The most telling message of a chain of causes: one of ours, else the innermost. */
    public static String of(Throwable failure) {
        return ofStart(failure).replaceFirst("^" + OURS + ": ", "").strip();
    }

    /** What an exception of the bridge itself says. */
    static String told(Throwable failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return message.replaceFirst("^" + OURS + ": ", "")
                .replaceAll("\\s+", " ")
                .strip();
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
