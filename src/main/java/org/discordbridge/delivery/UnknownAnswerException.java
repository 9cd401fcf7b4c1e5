package org.discordbridge.delivery;

/** Says that a record refers to an answer that the ledger does not know. */
public class UnknownAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownAnswerException(String message) {
        super(message);
    }
}
