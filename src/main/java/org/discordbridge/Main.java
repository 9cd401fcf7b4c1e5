package org.discordbridge;

/** Starts the bridge. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {}
}
