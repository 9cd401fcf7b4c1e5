package org.discordbridge.discord.options;

/** Shortens texts of others for messages to people. */
public final class Shortened {
    private static final int SHOWN = 40;

    private Shortened() {}

    /** Returns the first 40 characters, with an ellipsis if there are more. */
    public static String of(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
