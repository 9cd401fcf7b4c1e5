package org.discordbridge.simulator.internal;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/**
 * Writes payloads to one websocket: text frames, or binary frames of one deflate stream that is flushed after every
 * payload (Discord docs, Gateway > Transport Compression). Used on the event loop only.
 */
final class Frames {
    private final Deflater deflater;
    private final byte[] chunk;

    Frames(boolean compressed) {
        deflater = compressed ? new Deflater(Deflater.BEST_SPEED) : null;
        chunk = compressed ? new byte[16 * 1024] : null;
    }

    void write(ServerWebSocket socket, String payload) {
        if (deflater == null) {
            socket.writeTextMessage(payload);
        } else {
            socket.writeBinaryMessage(deflate(payload.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private Buffer deflate(byte[] payload) {
        Buffer out = Buffer.buffer(payload.length / 2 + 64);
        deflater.setInput(payload);
        int written;
        do {
            written = deflater.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
            out.appendBytes(chunk, 0, written);
        } while (written == chunk.length);
        return out;
    }

    void end() {
        if (deflater != null) {
            deflater.end();
        }
    }
}
