package org.discordbridge.simulator.internal;

/** Which close codes end a session (Discord docs, Opcodes and Status Codes > Gateway Close Event Codes). */
final class CloseCodes {
    private CloseCodes() {}

    static boolean endsSession(int code) {
        return switch (code) {
            // "reconnect and start a new session", or no reconnect at all
            case 4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014 -> true;
            default -> false;
        };
    }
}
