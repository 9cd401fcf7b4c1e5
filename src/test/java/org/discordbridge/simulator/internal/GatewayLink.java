package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.discordbridge.simulator.GatewayConnection;

/**
 * One websocket connection: framing, heartbeats and limits. What the frames mean is the hub's business. Anybody may
 * send; the event loop writes.
 */
final class GatewayLink {
    private static final int BATCH = 256;
    private static final int MAX_PAYLOAD = 4096;
    private static final int MAX_FRAMES = 120;

    final int number;
    private final GatewayHub hub;
    private final Vertx vertx;
    private final Context context;
    private final ServerWebSocket socket;
    private final HttpConnection connection;
    private final Frames frames;
    private final boolean compressed;
    private final String query;
    private final String url;
    private final Lag lag;
    private final Instant opened = Instant.now();
    private final ConcurrentLinkedQueue<String> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong queued = new AtomicLong();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final long[] recent = new long[MAX_FRAMES];
    private Buffer partial;
    private long watchdog = -1;
    private volatile Session session;
    private volatile boolean open = true;
    private volatile boolean mute;
    private volatile long heartbeats;
    private volatile long received;
    private volatile int clientClose;
    private volatile int serverClose;

    GatewayLink(
            GatewayHub hub, Vertx vertx, ServerWebSocket socket, HttpConnection connection, String url, int number) {
        this.hub = hub;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.socket = socket;
        this.connection = connection;
        this.url = url;
        this.number = number;
        this.lag = new Lag(vertx, this::send);
        this.query = socket.query() == null ? "" : socket.query();
        this.compressed = query.contains("compress=zlib-stream");
        this.frames = new Frames(compressed);
        socket.setWriteQueueMaxSize(1 << 20);
        socket.frameHandler(this::received);
        socket.closeHandler(end -> closed());
        socket.exceptionHandler(broken -> {});
        socket.drainHandler(room -> drain());
    }

    String query() {
        return query;
    }

    /** Where its client can come back to. */
    String url() {
        return url;
    }

    /** The version of the API that it speaks. */
    int version() {
        return query.matches("(.*&)?v=9(&.*)?") ? 9 : 10;
    }

    Session session() {
        return session;
    }

    void carry(Session carried) {
        session = carried;
    }

    boolean isOpen() {
        return open;
    }

    long backlog() {
        return queued.get();
    }

    /** Says HELLO and starts to expect heartbeats. */
    void hello(long interval) {
        ObjectNode data = Json.object().put("heartbeat_interval", interval);
        data.putArray("_trace").add("[\"gateway-sim\"]");
        control(10, data);
        long patience = interval + interval / 2 + 1000;
        long[] seen = {-1};
        watchdog = vertx.setPeriodic(patience, timer -> {
            if (!mute && seen[0] == heartbeats) {
                close(4009, "Session timed out.");
            }
            seen[0] = heartbeats;
        });
    }

    /** Sends anything but a dispatch, with all four keys. */
    void control(int op, JsonNode data) {
        send("{\"t\":null,\"s\":null,\"op\":" + op + ",\"d\":" + Json.text(data) + "}");
    }

    /** Sends a dispatch, late if so it was said. */
    void dispatch(String payload) {
        lag.pass(payload);
    }

    /** Delivers dispatches so late from now on, those that wait already too. */
    void delay(Duration by) {
        lag.set(by);
    }

    /** Queues a payload. */
    void send(String payload) {
        if (!open || mute) {
            return;
        }
        queue.add(payload);
        queued.addAndGet(payload.length());
        if (draining.compareAndSet(false, true)) {
            context.runOnContext(run -> drain());
        }
    }

    private void drain() {
        for (int i = 0; i < BATCH && writable(); i++) {
            if (socket.writeQueueFull()) {
                // the drain handler comes back
                return;
            }
            String payload = queue.poll();
            if (payload == null) {
                draining.set(false);
                hub.roomMade();
                if (!queue.isEmpty() && draining.compareAndSet(false, true)) {
                    continue;
                }
                return;
            }
            queued.addAndGet(-payload.length());
            if (!mute) {
                frames.write(socket, payload);
            }
        }
        hub.roomMade();
        if (writable()) {
            context.runOnContext(run -> drain());
        }
    }

    private boolean writable() {
        // a socket is closed for a moment before we are told
        return open && serverClose == 0 && !socket.isClosed();
    }

    private void received(WebSocketFrame frame) {
        if (mute || !(frame.isText() || frame.isBinary() || frame.isContinuation())) {
            return;
        }
        Buffer data = frame.binaryData();
        partial = partial == null ? data : Buffer.buffer().appendBuffer(partial).appendBuffer(data);
        if (!frame.isFinal()) {
            return;
        }
        Buffer payload = partial;
        partial = null;
        long count = received++;
        long now = System.nanoTime();
        int slot = (int) (count % MAX_FRAMES);
        if (count >= MAX_FRAMES && now - recent[slot] < 60_000_000_000L) {
            close(4008, "You are being rate limited.");
            return;
        }
        recent[slot] = now;
        if (payload.length() > MAX_PAYLOAD) {
            close(4002, "Payload is too large.");
            return;
        }
        JsonNode json = Json.parse(payload.getBytes());
        if (json == null || !json.isObject() || !json.path("op").isInt()) {
            close(4002, "Error while decoding payload.");
            return;
        }
        if (json.get("op").intValue() == 1) {
            heartbeats++;
        }
        hub.received(this, json.get("op").intValue(), json.path("d"));
    }

    /** Goes silent: neither reads nor writes. */
    void mute() {
        mute = true;
        queue.clear();
        queued.set(0);
    }

    /** Closes with a close frame, after what is being written. */
    void close(int code, String reason) {
        context.runOnContext(run -> {
            if (open && serverClose == 0) {
                while (!queue.isEmpty() && !mute) {
                    frames.write(socket, queue.poll());
                }
                serverClose = code;
                hub.closing(this, code);
                socket.close((short) code, reason);
                // a peer that never answers the close frame is cut off
                vertx.setTimer(2000, late -> cut());
            }
        });
    }

    /** Cuts the TCP connection without a close frame. */
    void reset() {
        context.runOnContext(run -> cut());
    }

    private void cut() {
        if (open) {
            Cut.reset(connection);
        }
    }

    private void closed() {
        if (!open) {
            return;
        }
        open = false;
        if (watchdog >= 0) {
            vertx.cancelTimer(watchdog);
        }
        Short code = socket.closeStatusCode();
        clientClose = serverClose != 0 ? 0 : code == null ? 1006 : code;
        frames.end();
        queue.clear();
        queued.set(0);
        hub.closed(this, clientClose);
    }

    GatewayConnection view() {
        Session carried = session;
        return new GatewayConnection(
                number,
                query,
                compressed,
                opened,
                open,
                carried == null ? null : carried.id,
                heartbeats,
                received,
                clientClose,
                serverClose);
    }
}
