package org.discordbridge.avro;

/** The bytes of a Kafka record are not what the topic should hold. They never will be: trying again does not help. */
public class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableRecordException(String message) {
        super(message);
    }

    public UnreadableRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
