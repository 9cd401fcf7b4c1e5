package org.discordbridge.assistant;

/** Tells why a model has not answered. Its message has nothing of the conversation, so that it can be logged. */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
