package org.discordbridge.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One thing that happened on a message's way, for the page of {@link Chat}.
 *
 * <p>Steps that share one of {@code about} belong to the same way, and so do all that are joined by others in between. A
 * message is known by its id, a use of a command, button or form by the id of the interaction; whoever adds steps may
 * bring names of their own, such as the identity that a record and its answer have in common.
 *
 * @param kind what kind of thing it is
 * @param about what it is about, at least one
 * @param title what happened, in a few words
 * @param place where, or null
 * @param detail more, in any number of lines, or null
 * @param link an address that has it, or null
 * @param when when it happened
 */
public record TraceStep(
        Kind kind, List<String> about, String title, String place, String detail, String link, Instant when) {
    /** What kind of thing happened. */
    public enum Kind {
        /** Discord told the bot. */
        EVENT,
        /** A file was fetched or stored. */
        FILE,
        /** Something was written down. */
        RECORD,
        /** Somebody answered. */
        ANSWER,
        /** The bot told Discord. */
        POST,
        /** Somebody noted that it is done. */
        DONE,
        /** Something went wrong. */
        FAILURE
    }

    public TraceStep {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(when, "when");
        about = List.copyOf(about);
        if (about.isEmpty()) {
            throw new IllegalArgumentException("'" + title + "' is about nothing, so no message shows it");
        }
    }

    /** A step that happened now. */
    public static TraceStep of(Kind kind, List<String> about, String title) {
        return new TraceStep(kind, about, title, null, null, null, Instant.now());
    }

    /** The same with a place. */
    public TraceStep at(String where) {
        return new TraceStep(kind, about, title, where, detail, link, when);
    }

    /** The same with more to read. */
    public TraceStep with(String text) {
        return new TraceStep(kind, about, title, place, text, link, when);
    }

    /** The same with an address. */
    public TraceStep linked(String address) {
        return new TraceStep(kind, about, title, place, detail, address, when);
    }
}
