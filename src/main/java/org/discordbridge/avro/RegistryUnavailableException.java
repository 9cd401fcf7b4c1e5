package org.discordbridge.avro;

/** The schema registry did not answer, or answered that it cannot now. Trying again later may help. */
public class RegistryUnavailableException extends RegistryException {
    private static final long serialVersionUID = 1L;

    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
