package org.discordbridge.simulator.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.discordbridge.simulator.Attachment;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Chat;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.TraceStep;
import org.discordbridge.simulator.Trouble;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.internal.Witness;

/** Everything under {@code /chat}. Requests come on the event loop; what may block goes on threads of its own. */
public final class ChatServer implements Chat, Handler<HttpServerRequest>, AutoCloseable {
    private static final int MAX_REQUEST = 1 << 20;
    private static final int MAX_SHOWN = 32 << 20;
    private static final long UPDATE_AFTER_MILLIS = 25;
    private static final long BREATHE_EVERY_MILLIS = 15_000;
    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private final DiscordSimulator discord;
    private final Vertx vertx;
    private final Context loop;
    private final Guard guard;
    private final Steps steps = new Steps(this::changed);
    private final Uploads uploads = new Uploads();
    private final Troubles troubles;
    private final Api api;
    private final View view;
    private final WireSteps witness;
    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean due = new AtomicBoolean();
    private final ExecutorService workers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "chat");
        thread.setDaemon(true);
        return thread;
    });

    /** The page of that simulator, which serves it. */
    public ChatServer(DiscordSimulator discord, Vertx vertx) {
        this.discord = discord;
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.guard = new Guard(discord.port());
        this.troubles = new Troubles(discord, this::changed);
        this.api = new Api(discord, troubles, uploads);
        this.view = new View(discord, troubles);
        this.witness = new WireSteps(discord, steps, this::changed);
        loop.runOnContext(started -> vertx.setPeriodic(BREATHE_EVERY_MILLIS, late -> streams.forEach(Stream::breathe)));
    }

    /** Who has to see what happens. */
    public Witness witness() {
        return witness;
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + discord.port() + "/chat";
    }

    @Override
    public void add(TraceStep step) {
        steps.add(step);
    }

    @Override
    public void add(Trouble trouble) {
        troubles.add(trouble);
    }

    /** Called for everything that happens, from any thread and under the world's lock. */
    private void changed() {
        if (!streams.isEmpty() && due.compareAndSet(false, true)) {
            loop.runOnContext(now -> vertx.setTimer(UPDATE_AFTER_MILLIS, late -> {
                due.set(false);
                streams.forEach(Stream::update);
            }));
        }
    }

    @Override
    public void handle(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        String refusal = guard.refusal(request);
        if (refusal != null) {
            response.setStatusCode(403).end(refusal);
            return;
        }
        Guard.protect(request);
        String path = request.path().substring("/chat".length());
        String method = request.method().name();
        if (method.equals("POST") && path.startsWith("/api/")) {
            post(request, path.substring("/api/".length()));
        } else if (!method.equals("GET")) {
            response.setStatusCode(405).end();
        } else if (path.equals("/api/start")) {
            reply(request, () -> view.world(somebody()));
        } else if (path.equals("/api/stream")) {
            stream(request);
        } else if (path.startsWith("/api/files/")) {
            file(request, path.substring("/api/files/".length()).split("/"));
        } else {
            Page.serve(request, path.isEmpty() || path.equals("/") ? "index.html" : path.substring(1));
        }
    }

    private User somebody() {
        return discord.users().stream()
                .filter(user -> !user.bot())
                .findFirst()
                .orElseThrow(() -> new Refused("There is nobody to speak as: add a user to the simulator."));
    }

    private void stream(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        try {
            User viewer = api.person(request.getParam("as"));
            Channel channel = api.channel(request.getParam("channel"));
            String after = request.getParam("after");
            Stream stream =
                    new Stream(response, view, steps, viewer, channel, after == null ? 0 : Long.parseLong(after));
            streams.add(stream);
            response.closeHandler(gone -> streams.remove(stream));
            stream.update();
        } catch (Refused | NumberFormatException e) {
            response.setStatusCode(404).end(e.getMessage());
        }
    }

    private void post(HttpServerRequest request, String action) {
        boolean file = action.equals("upload");
        String type = file ? "application/octet-stream" : "application/json";
        long most = file ? Uploads.MAX_SIZE : MAX_REQUEST;
        // neither type can be sent from another site without asking first
        if (!type.equals(request.getHeader("Content-Type"))) {
            request.response().setStatusCode(415).end("Send " + type + ".");
            return;
        }
        String length = request.getHeader("Content-Length");
        if (length == null || !length.matches("[0-9]{1,10}") || Long.parseLong(length) > most) {
            request.response()
                    .setStatusCode(413)
                    .putHeader("Connection", "close")
                    .end(Json.text(Json.object()
                            .put("error", "That is too large: at most " + (most >> 20) + " MB can be sent.")));
            return;
        }
        request.body().onSuccess(body -> {
            if (file) {
                reply(request, () -> upload(request, body));
            } else {
                reply(request, () -> api.act(action, Json.parse(body.getBytes())));
            }
        });
    }

    private ObjectNode upload(HttpServerRequest request, Buffer body) {
        String id = uploads.add(request.getParam("name"), request.getParam("type"), body.getBytes());
        return Json.object().put("id", id);
    }

    /** Answers with what that returns, or with why it cannot be done. */
    private void reply(HttpServerRequest request, Supplier<ObjectNode> work) {
        workers.execute(() -> {
            int status = 200;
            ObjectNode answer;
            try {
                answer = work.get();
            } catch (Refused | IllegalArgumentException | IllegalStateException e) {
                status = 400;
                answer = Json.object().put("error", e.getMessage());
            } catch (RuntimeException | Error e) {
                status = 500;
                answer = Json.object().put("error", "The simulator failed: " + e);
            }
            send(request.response(), status, answer);
        });
    }

    private void send(HttpServerResponse response, int status, ObjectNode answer) {
        loop.runOnContext(now -> {
            if (!response.closed()) {
                response.setStatusCode(status)
                        .putHeader("Content-Type", "application/json")
                        .end(Json.text(answer));
            }
        });
    }

    /** A file of a message, past the CDN: what people look at is none of the bot's downloads. */
    private void file(HttpServerRequest request, String[] ids) {
        HttpServerResponse response = request.response();
        try {
            if (ids.length != 3) {
                throw new Refused("A file is channel/message/file.");
            }
            long id = Json.id(ids[2]);
            Attachment file = Api.message(api.channel(ids[0]), ids[1]).attachments().stream()
                    .filter(one -> one.id() == id && one.size() <= MAX_SHOWN)
                    .findFirst()
                    .orElseThrow(() -> new Refused("There is no file " + id + " to be shown."));
            boolean picture = file.contentType() != null && PICTURES.contains(file.contentType());
            response.putHeader("Content-Type", picture ? file.contentType() : "application/octet-stream")
                    .putHeader(
                            "Content-Disposition",
                            (picture ? "inline" : "attachment") + "; filename=\"" + file.filename() + "\"")
                    .end(Buffer.buffer(file.bytes()));
        } catch (Refused e) {
            response.setStatusCode(404).end(e.getMessage());
        }
    }

    /** Ends its threads; the simulator's server ends the rest. */
    @Override
    public void close() {
        workers.shutdownNow();
    }
}
