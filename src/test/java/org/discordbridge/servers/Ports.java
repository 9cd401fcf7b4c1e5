package org.discordbridge.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Hands out ports that nobody else takes while their server is down.
 *
 * <p>They lie below the ephemeral range (from 32768 on Linux, from 49152 elsewhere). In it, a client that knocks on the
 * port of a stopped server is now and then given that very port as its own, connects to itself, and the server cannot
 * come back.
 */
final class Ports {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final Set<Integer> TAKEN = new HashSet<>();

    private Ports() {}

    /** A port on 127.0.0.1 that is free and that this JVM was not given before. */
    static synchronized int free() {
        for (int tries = 0; tries < 1_000; tries++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (!TAKEN.contains(port) && isFree(port)) {
                TAKEN.add(port);
                return port;
            }
        }
        throw new IllegalStateException("No free port on 127.0.0.1 between " + LOWEST + " and " + HIGHEST
                + " in 1000 tries. End what occupies them.");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
