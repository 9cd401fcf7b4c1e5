package org.discordbridge.reload;

import org.discordbridge.check.RouteFileException;

/** Neither what a file says nor what it said before can be started. */
final class RouteLostException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param fault why not what it says
     * @param again why not what it said
     */
    RouteLostException(RouteFileException fault, Exception again) {
        super(fault.getMessage(), again);
    }
}
