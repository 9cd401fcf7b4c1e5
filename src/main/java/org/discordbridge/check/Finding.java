package org.discordbridge.check;

import java.io.PrintStream;
import java.util.List;

/**
 * Holds one row of the table.
 *
 * @param state how it is
 * @param name what was looked at
 * @param text what was found
 * @param advice what to do; empty for nothing, or if the text says it
 */
record Finding(State state, String name, String text, String advice) {
    private static final int WIDTH = 9;
    private static final int LONGEST = 300;

    enum State {
        OK("ok  "),
        WARN("WARN"),
        FAIL("FAIL"),
        SKIPPED("-   ");

        private final String label;

        State(String label) {
            this.label = label;
        }
    }

    static Finding ok(String name, String text) {
        return new Finding(State.OK, name, text, "");
    }

    static Finding skipped(String name, String reason) {
        return new Finding(State.SKIPPED, name, "not checked: " + reason, "");
    }

    /** Makes a row for something that stops the start. The first sentence says what is wrong, the rest what to do. */
    static Finding failed(String name, String message) {
        return told(State.FAIL, name, message);
    }

    /** Makes a row for something that is wrong but does not stop the start. */
    static Finding warned(String name, String message) {
        return told(State.WARN, name, message);
    }

    private static Finding told(State state, String name, String message) {
        int end = endOfSentence(message);
        return new Finding(
                state,
                name,
                shortened(message.substring(0, end)),
                end == message.length()
                        ? ""
                        : shortened(message.substring(end + 1).strip()));
    }

    static Finding failed(String name, Throwable thrown) {
        return failed(name, Reason.of(thrown));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    /** Finds the first dot that ends a sentence: outside of brackets, with a new sentence after it. */
    private static int endOfSentence(String text) {
        int open = 0;
        for (int i = 0; i < text.length() - 2; i++) {
            char c = text.charAt(i);
            if (c == '(') {
                open++;
            } else if (c == ')') {
                open--;
            } else if (c == '.'
                    && open <= 0
                    && text.charAt(i + 1) == ' '
                    && Character.isUpperCase(text.charAt(i + 2))) {
                return i;
            }
        }
        return text.length();
    }

    /** Prints the table and its last line. */
    static void print(List<Finding> findings, PrintStream out) {
        for (Finding finding : findings) {
            out.printf("%s  %-" + WIDTH + "s %s%n", finding.state.label, finding.name, finding.text);
            if (!finding.advice.isEmpty()) {
                out.printf("      %-" + WIDTH + "s -> %s%n", "", finding.advice);
            }
        }
        long failures = findings.stream().filter(Finding::isFailure).count();
        long skipped =
                findings.stream().filter(one -> one.state == State.SKIPPED).count();
        out.println(
                failures == 0 && skipped == 0
                        ? "The bridge can start."
                        : "The bridge cannot start: " + failures + " failed, " + skipped + " not checked.");
    }

    boolean isFailure() {
        return state == State.FAIL;
    }
}
