package org.discordbridge.reload;

import java.util.List;
import org.discordbridge.check.RouteFileException;

/**
 * A route file that cannot be run as it is.
 *
 * @param fault what is wrong with it, in one line
 * @param before the last good version; null if there was none
 * @param isLost whether the last good version does not run any more either
 * @param left routes of the file that could not be stopped when it was lost
 */
record BrokenFile(String fault, GoodVersion before, boolean isLost, List<String> left) {
    /** Makes one whose last good version, if there was one, goes on running. */
    static BrokenFile of(RouteFileException fault, GoodVersion before) {
        return new BrokenFile(fault.getMessage(), before, false, List.of());
    }

    /** Returns whether a good version of the file runs. */
    boolean runs() {
        return before != null && !isLost;
    }

    /** Says what is wrong, and what runs instead. */
    @Override
    public String toString() {
        if (runs()) {
            return fault + "; " + before + " goes on running";
        }
        return fault + "; "
                + (before == null ? "" : "and " + before + " does not start any more either: ")
                + (left.isEmpty()
                        ? "none of its routes runs"
                        : "these of its routes could not be stopped and may go on running: " + String.join(", ", left));
    }
}
