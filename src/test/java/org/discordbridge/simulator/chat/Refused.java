package org.discordbridge.simulator.chat;

/** A request of the page that cannot be done; the message is for whoever looks at the page. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String message) {
        super(message);
    }
}
