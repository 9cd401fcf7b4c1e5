package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Set;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.RequestRate;

/** REST v10: authorisation, limits, faults and recording around the routes. Runs on the event loop. */
final class RestServer {
    private static final int MAX_BODY = 25 << 20;
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private final World world;
    private final Faults faults;
    private final Recorder recorder;
    private final Replies replies;
    private final RateLimits limits;
    private final GlobalLimit global;
    private final Router router = new Router();

    RestServer(
            World world, Faults faults, Recorder recorder, Replies replies, Commands commands, Interactions started) {
        this.world = world;
        this.faults = faults;
        this.recorder = recorder;
        this.replies = replies;
        this.limits = new RateLimits(world);
        this.global = new GlobalLimit(world.settings.globalLimit());
        new UserRoutes(world).register(router);
        Access access = new Access(world);
        new PinRoutes(access).register(router);
        new MessageRoutes(world, access).register(router);
        new ReactionRoutes(world, access).register(router);
        new ThreadRoutes(world, access).register(router);
        new WebhookRoutes(world, access).register(router);
        new MemberRoutes(world, access).register(router);
        new ChannelRoutes(world, access).register(router);
        new GuildRoutes(world, access).register(router);
        new RoleRoutes(access).register(router);
        new InviteRoutes(world, access).register(router);
        new ThreadMemberRoutes(world, access).register(router);
        new PollRoutes(world, access).register(router);
        commands.register(router);
        new InteractionRoutes(world, started).register(router);
    }

    /** Takes a request; the path is without {@code /api/v10}. */
    void handle(HttpServerRequest request, String path) {
        request.body().onSuccess(body -> {
            Reply reply = new Reply(request);
            try {
                Call call = new Call(request, path, body, world.clock.instant());
                answer(reply, call, faults.strike(call.method, path));
            } catch (RuntimeException | StackOverflowError bug) {
                // whatever a client sends, it does not wait for ever
                failed(reply, new IllegalStateException(bug));
                replies.send(reply);
            }
        });
    }

    private void failed(Reply reply, RuntimeException bug) {
        reply.set(
                500,
                Json.object().put("message", "The simulator failed: " + bug).put("code", 0));
        recorder.bug(bug);
    }

    private void answer(Reply reply, Call call, Fault fault) {
        if (fault == null) {
            execute(call, reply);
            recorder.record(call.recorded(reply.status), reply.json);
            replies.send(reply);
            return;
        }
        if (Replies.processes(fault)) {
            execute(call, reply);
        } else {
            Router.Match match = match(call, reply);
            if (authorized(call) && (match == null || !match.route().open())) {
                synchronized (world) {
                    global.came(world.clock.millis());
                }
            }
        }
        recorder.record(call.recorded(Replies.status(fault, reply.status)), reply.json);
        replies.fail(reply, fault);
    }

    private boolean authorized(Call call) {
        return ("Bot " + world.settings.token()).equals(call.header("authorization"));
    }

    /** How fast the bot asked. */
    RequestRate rate() {
        synchronized (world) {
            return global.seen();
        }
    }

    private Router.Match match(Call call, Reply reply) {
        Router.Match match = router.match(call.method, call.path);
        if (match != null) {
            call.params = match.params();
            synchronized (world) {
                reply.limits = limits.use(match.route(), match.params());
            }
        }
        return match;
    }

    private void execute(Call call, Reply reply) {
        try {
            if (call.header("user-agent") == null || call.header("user-agent").isBlank()) {
                throw RestError.of(403, 40333, "internal network error");
            }
            if (call.path.matches("/v[0-9]+(/.*)?")) {
                throw RestError.of(400, 50041, "Invalid API version");
            }
            Router.Match match = match(call, reply);
            if (match == null && !METHODS.contains(call.method)) {
                throw RestError.of(405, 0, "405: Method Not Allowed");
            }
            boolean open = match != null && match.route().open();
            if (!open && !authorized(call)) {
                throw RestError.unauthorized();
            }
            double wait;
            synchronized (world) {
                wait = open ? 0 : global.use(world.clock.millis());
            }
            if (wait > 0) {
                reply.rateLimited(wait, true);
                return;
            }
            if (match == null) {
                throw RestError.notFound();
            }
            if (reply.limits.exceeded()) {
                reply.rateLimited(reply.limits.resetAfter(), false);
                return;
            }
            if (call.size > MAX_BODY) {
                throw RestError.of(413, 40005, "Request entity too large");
            }
            call.checkBody();
            synchronized (world) {
                Answer answer = match.route().action().apply(call);
                assert world.scripted || Contract.holds(match.route(), answer.status(), answer.body());
                reply.set(answer.status(), answer.body());
            }
        } catch (RestError refused) {
            assert Contract.holds(null, refused.status, refused.body);
            reply.set(refused.status, refused.body);
        } catch (RuntimeException bug) {
            failed(reply, bug);
        }
    }

    /** An answer on its way: the request it belongs to, status, body and bucket. */
    static final class Reply {
        final HttpServerRequest request;
        int status = 404;
        JsonNode json = MissingNode.getInstance();
        Buffer body = Buffer.buffer();
        RateLimits.State limits;
        Map<String, String> extra = Map.of();

        Reply(HttpServerRequest request) {
            this.request = request;
        }

        void set(int newStatus, JsonNode answer) {
            status = newStatus;
            json = answer == null ? MissingNode.getInstance() : answer;
            body = answer == null ? Buffer.buffer() : Buffer.buffer(Json.text(answer));
        }

        /** 429 of its own bucket, or of all (Discord docs, Rate Limits > Exceeding A Rate Limit). */
        void rateLimited(double seconds, boolean global) {
            set(
                    429,
                    Json.object()
                            .put("message", "You are being rate limited.")
                            .put("code", 0)
                            .put("retry_after", seconds)
                            .put("global", global));
            String whole = Integer.toString((int) Math.ceil(seconds));
            if (global) {
                limits = null;
                extra = Map.of("Retry-After", whole, "X-RateLimit-Scope", "global", "X-RateLimit-Global", "true");
            } else {
                extra = Map.of("Retry-After", whole, "X-RateLimit-Scope", "user");
            }
        }
    }
}
