package org.discordbridge.reload;

import java.util.List;
import org.discordbridge.check.RouteFileException;

/** Neither the new text of a file nor its text before can be started. */
final class RouteLostException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> left;

    /**
     * @param fault why the new text cannot be started
     * @param again why the text before cannot be started
     * @param left routes of the file that could not be stopped
     */
    RouteLostException(RouteFileException fault, Exception again, List<String> left) {
        super(fault.getMessage(), again);
        this.left = List.copyOf(left);
    }

    List<String> left() {
        return left;
    }
}
