package org.discordbridge.reload;

import org.discordbridge.check.RouteFileException;

/**
 * A route file that cannot be run as it is.
 *
 * @param fault what is wrong with it, in one line
 * @param before the last good version; null if there was none
 * @param isLost whether that does not run any more either
 */
record BrokenFile(String fault, Version before, boolean isLost) {
    /** One whose last good version, if there was one, goes on running. */
    static BrokenFile of(RouteFileException fault, Version before) {
        return new BrokenFile(fault.getMessage(), before, false);
    }

    /** Whether a version of it runs. */
    boolean runs() {
        return before != null && !isLost;
    }

    /** What is wrong, and what runs instead. */
    @Override
    public String toString() {
        if (runs()) {
            return fault + "; " + before + " goes on running";
        }
        return fault + "; "
                + (before == null ? "" : "and " + before + " does not start any more either: ")
                + "none of its routes runs";
    }
}
