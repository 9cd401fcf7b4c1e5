package org.discordbridge.sandbox;

import java.io.PrintStream;
import java.util.List;

/** Where the sandbox writes for people: aligned, one piece at a time. Safe for any number of threads. */
final class Paper {
    private static final int NAME_WIDTH = 10;
    private static final String INDENT = "  ";

    private final PrintStream out;

    Paper(PrintStream out) {
        this.out = out;
    }

    /** Several pieces with nothing in between. */
    synchronized void together(Runnable pieces) {
        pieces.run();
    }

    /** A line as it is. */
    synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    /** An empty line and a heading. */
    synchronized void heading(String text) {
        out.println();
        line(text);
    }

    /** A name and what belongs to it, which may have several lines. */
    synchronized void item(String name, String... lines) {
        item(name, List.of(lines));
    }

    /** A name and the lines that belong to it. */
    synchronized void item(String name, List<String> lines) {
        String label = name;
        for (String text : lines) {
            out.println((INDENT + pad(label) + text).stripTrailing());
            label = "";
        }
        out.flush();
    }

    /** A line that the bridge wrote. */
    synchronized void bridge(String text) {
        line("bridge | " + text);
    }

    private static String pad(String name) {
        return name + " ".repeat(Math.max(1, NAME_WIDTH - name.length()));
    }
}
