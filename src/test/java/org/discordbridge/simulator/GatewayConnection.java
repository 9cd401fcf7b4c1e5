package org.discordbridge.simulator;

import java.time.Instant;

/**
 * One websocket connection at the moment it was asked for.
 *
 * @param number counts connections from 1
 * @param query the query it was opened with
 * @param compressed whether it asked for zlib-stream
 * @param opened when it was opened
 * @param open whether it still is
 * @param sessionId the session it carries or carried, or null
 * @param heartbeats how many heartbeats came
 * @param frames how many frames came
 * @param clientClose the close code the client sent; 0 while open, 1006 without a close frame
 * @param serverClose the close code the simulator sent, 0 if it sent none
 */
public record GatewayConnection(
        int number,
        String query,
        boolean compressed,
        Instant opened,
        boolean open,
        String sessionId,
        long heartbeats,
        long frames,
        int clientClose,
        int serverClose) {}
