package org.discordbridge.reload;

import java.util.List;
import org.discordbridge.check.RouteFileException;

/** Neither what a file says nor what it said before can be started. */
final class RouteLostException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> left;

    /**
     * @param fault why not what it says
     * @param again why not what it said
     * @param left those of its routes that could not be stopped
     */
    RouteLostException(RouteFileException fault, Exception again, List<String> left) {
        super(fault.getMessage(), again);
        this.left = List.copyOf(left);
    }

    List<String> left() {
        return left;
    }
}
