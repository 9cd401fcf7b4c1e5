package org.discordbridge.avro;

/**
 * The schema registry refused a request, or does not know what was asked for. Trying again does not help.
 */
public class RegistryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RegistryException(String message) {
        super(message);
    }

    public RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
