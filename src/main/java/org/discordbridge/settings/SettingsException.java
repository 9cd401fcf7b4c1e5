package org.discordbridge.settings;

/** A setting is wrong or missing. The message names it and says what it should be. */
public class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }
}
