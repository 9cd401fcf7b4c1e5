package org.discordbridge.sandbox;

/** Starts whatever is not configured and then the bridge. */
public final class Sandbox {
    private Sandbox() {}

    public static void main(String[] args) {
        System.out.println("The sandbox is not built yet.");
    }
}
