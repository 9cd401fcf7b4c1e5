package org.discordbridge.intents;

/** Says what is not understood in a file of intents, and in which line. */
final class IntentFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IntentFileException(String message) {
        super(message);
    }
}
