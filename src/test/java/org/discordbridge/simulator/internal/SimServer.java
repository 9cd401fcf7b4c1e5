package org.discordbridge.simulator.internal;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.discordbridge.simulator.Cdn;
import org.discordbridge.simulator.Gateway;
import org.discordbridge.simulator.RequestRate;

/** One port of 127.0.0.1 with gateway, REST and CDN behind it, on one event loop. */
public final class SimServer implements AutoCloseable {
    private final Vertx vertx;
    private final HttpServer http;
    private final GatewayHub hub;
    private final GatewayScript gateway;
    private final RestServer rest;
    private final CdnServer cdn;
    private final Recorder recorder;
    private final Interactions interactions;
    private volatile Handler<HttpServerRequest> chat;

    /** Starts listening; returns when the port is open. */
    public SimServer(World world, Faults faults) {
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        recorder = new Recorder(world);
        hub = new GatewayHub(world, vertx, recorder);
        gateway = new GatewayScript(hub, vertx);
        cdn = new CdnServer(world, vertx, faults, recorder);
        Commands commands = new Commands(world);
        interactions = new Interactions(world, commands);
        rest = new RestServer(world, faults, recorder, new Replies(vertx), commands, interactions);
        http = vertx.createHttpServer(new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(world.settings.port())
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setMaxWebSocketFrameSize(8 << 20)
                .setMaxWebSocketMessageSize(8 << 20)
                .setHttp2ClearTextEnabled(false));
        http.requestHandler(this::handle);
        try {
            http.listen().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IllegalStateException("Cannot listen on 127.0.0.1:" + world.settings.port(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new IllegalStateException("Interrupted while starting", e);
        }
        world.attach(hub, "http://127.0.0.1:" + port());
    }

    private void handle(HttpServerRequest request) {
        try {
            route(request);
        } catch (IllegalArgumentException malformed) {
            // what is asked for cannot be read
            request.response().setStatusCode(400).end();
        } catch (RuntimeException bug) {
            recorder.bug(bug);
            if (!request.response().ended()) {
                request.response().setStatusCode(500).end("The simulator failed: " + bug);
            }
        }
    }

    private void route(HttpServerRequest request) {
        String path = request.path() == null ? "/" : request.path();
        if (path.startsWith("/attachments/")) {
            cdn.handle(request, path);
        } else if (path.startsWith("/api/")) {
            rest.handle(request, decode(path.replaceFirst("^/api(/v(9|10)(?=/|$))?", "")));
        } else if (path.equals("/") && "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            hub.accept(request);
        } else if (chat != null && (path.equals("/chat") || path.startsWith("/chat/"))) {
            chat.handle(request);
        } else {
            request.response().setStatusCode(404).end();
        }
    }

    /** Hands what is asked for under {@code /chat} to somebody else from now on, on the event loop. */
    public void serveChat(Handler<HttpServerRequest> handler) {
        chat = handler;
    }

    /** The event loop. */
    public Vertx vertx() {
        return vertx;
    }

    // some clients send /messages/%40original
    private static String decode(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return path;
        }
    }

    /** The port it listens on. */
    public int port() {
        return http.actualPort();
    }

    /** The script's hand on the gateway. */
    public Gateway gateway() {
        return gateway;
    }

    /** The script's hand on the CDN. */
    public Cdn cdn() {
        return cdn;
    }

    /** What was called. */
    public Recorder recorder() {
        return recorder;
    }

    /** How fast the bot asked. */
    public RequestRate requestRate() {
        return rest.rate();
    }

    /** What users did with commands. */
    public Interactions interactions() {
        return interactions;
    }

    /** Cuts every connection and ends every thread. */
    @Override
    public void close() {
        hub.links.forEach(GatewayLink::reset);
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The simulator did not shut down in ten seconds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
