package org.discordbridge.simulator.internal;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.discordbridge.simulator.Attachment;
import org.discordbridge.simulator.Cdn;
import org.discordbridge.simulator.Fault;

/** Serves attachments in small pieces, so that their size does not matter. Runs on the event loop. */
final class CdnServer implements Cdn {
    private final World world;
    private final Vertx vertx;
    private final Faults faults;
    private final Recorder recorder;
    private final AtomicInteger downloads = new AtomicInteger();

    CdnServer(World world, Vertx vertx, Faults faults, Recorder recorder) {
        this.world = world;
        this.vertx = vertx;
        this.faults = faults;
        this.recorder = recorder;
    }

    @Override
    public void expireLinks() {
        world.signer.expireAll();
    }

    @Override
    public void linkLifetime(Duration lifetime) {
        world.signer.lifetime(lifetime);
    }

    @Override
    public void remove(Attachment attachment) {
        ((SimAttachment) attachment).removed = true;
    }

    @Override
    public int downloads() {
        return downloads.get();
    }

    /** Takes a request under {@code /attachments/}. */
    void handle(HttpServerRequest request, String path) {
        Fault fault = faults.strike(request.method().name(), path);
        Call call = new Call(request, path, Buffer.buffer(), world.clock.instant());
        if (fault != null && !(fault instanceof Fault.Slow) && !(fault instanceof Fault.TruncatedBody)) {
            recorder.record(call.recorded(Replies.status(fault, 200)));
            fail(request, fault);
            return;
        }
        SimAttachment file = find(call, path);
        int status = file == null ? 404 : 200;
        recorder.record(call.recorded(status));
        if (file == null) {
            request.response()
                    .setStatusCode(404)
                    .putHeader("Content-Type", "text/plain;charset=UTF-8")
                    .end("This content is no longer available.");
            return;
        }
        downloads.incrementAndGet();
        HttpServerResponse response = request.response().putHeader("Content-Length", Long.toString(file.size()));
        String type = file.contentType() == null ? "application/octet-stream" : file.contentType();
        response.putHeader("Content-Type", type).putHeader("Content-Disposition", "attachment");
        if (request.method().name().equals("HEAD")) {
            response.end();
            return;
        }
        Duration over = fault instanceof Fault.Slow slow ? slow.delay() : Duration.ZERO;
        long end = fault instanceof Fault.TruncatedBody ? file.size() / 2 : file.size();
        new Download(request, file, end, over).next();
    }

    private SimAttachment find(Call call, String path) {
        String[] segments = path.split("/");
        if (segments.length != 5) {
            return null;
        }
        SimAttachment file = world.files.get(Json.snowflake(segments[3]));
        boolean good = file != null
                && !file.removed
                && file.path().equals(path)
                && world.signer.good(path, call.query("ex"), call.query("is"), call.query("hm"));
        return good ? file : null;
    }

    private void fail(HttpServerRequest request, Fault fault) {
        HttpServerResponse response = request.response();
        if (fault instanceof Fault.Reply reply) {
            response.setStatusCode(reply.status()).end("error code: " + reply.status());
        } else if (fault instanceof Fault.RateLimited limited) {
            long seconds = (long) Math.ceil(limited.retryAfter().toMillis() / 1000.0);
            response.setStatusCode(429)
                    .putHeader("Retry-After", Long.toString(seconds))
                    .end("error code: 1015");
        } else if (fault instanceof Fault.DropConnection) {
            Cut.reset(request.connection());
        } else if (fault instanceof Fault.Redirect redirect) {
            Replies.redirect(request, redirect);
        } else if (fault instanceof Fault.Answer answer) {
            Replies.answer(request, answer);
        }
    }

    /** One download in progress. */
    private final class Download {
        private static final int PIECE = 64 * 1024;
        private static final int STEPS = 20;

        private final HttpServerRequest request;
        private final HttpServerResponse response;
        private final SimAttachment file;
        private final long end;
        private final long pause;
        private final int piece;
        private long position;

        Download(HttpServerRequest request, SimAttachment file, long end, Duration over) {
            this.request = request;
            this.response = request.response();
            this.file = file;
            this.end = end;
            this.pause = over.toMillis() / STEPS;
            this.piece = over.isZero() ? PIECE : (int) Math.max(1, Math.min(1 << 20, file.size() / STEPS));
        }

        void next() {
            while (position < end) {
                if (response.closed()) {
                    return;
                }
                byte[] bytes = new byte[(int) Math.min(piece, end - position)];
                file.upload.content().read(position, bytes);
                position += bytes.length;
                response.write(Buffer.buffer(bytes));
                if (pause > 0) {
                    vertx.setTimer(pause, late -> next());
                    return;
                }
                if (response.writeQueueFull()) {
                    response.drainHandler(room -> next());
                    return;
                }
            }
            if (end == file.size()) {
                response.end();
            } else {
                vertx.setTimer(20, soon -> Cut.close(request.connection()));
            }
        }
    }
}
