package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Locale;
import org.discordbridge.simulator.Fault;

/** Sends REST answers, whole or broken. */
final class Replies {
    private final Vertx vertx;

    Replies(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Whether a request that this fault strikes has its effect all the same. */
    static boolean processes(Fault fault) {
        if (fault instanceof Fault.Reply reply) {
            return reply.processed();
        }
        if (fault instanceof Fault.Hang hang) {
            return hang.processed();
        }
        if (fault instanceof Fault.DropConnection drop) {
            return drop.processed();
        }
        if (fault instanceof Fault.Answer answer) {
            return answer.processed();
        }
        return fault instanceof Fault.Slow
                || fault instanceof Fault.TruncatedBody
                || fault instanceof Fault.Trickle
                || fault instanceof Fault.Without;
    }

    /** The status to record for a request that this fault strikes. */
    static int status(Fault fault, int normal) {
        if (fault instanceof Fault.Reply reply) {
            return reply.status();
        }
        if (fault instanceof Fault.RateLimited) {
            return 429;
        }
        if (fault instanceof Fault.Redirect) {
            return 302;
        }
        if (fault instanceof Fault.Answer answer) {
            return answer.status();
        }
        return processes(fault) && !(fault instanceof Fault.Hang) && !(fault instanceof Fault.DropConnection)
                ? normal
                : 0;
    }

    void send(RestServer.Reply reply) {
        HttpServerResponse response = reply.request.response();
        if (!response.closed() && !response.ended()) {
            head(reply, true);
            response.end(reply.body);
        }
    }

    void fail(RestServer.Reply reply, Fault fault) {
        if (fault instanceof Fault.Reply wrong) {
            status(reply, wrong);
            send(reply);
        } else if (fault instanceof Fault.RateLimited limited) {
            limited(reply, limited);
        } else if (fault instanceof Fault.Slow slow) {
            vertx.setTimer(atLeastOne(slow.delay()), late -> send(reply));
        } else if (fault instanceof Fault.TruncatedBody) {
            truncated(reply);
        } else if (fault instanceof Fault.DropConnection) {
            Cut.reset(reply.request.connection());
        } else if (fault instanceof Fault.Redirect redirect) {
            redirect(reply.request, redirect);
        } else if (fault instanceof Fault.Answer answer) {
            answer(reply.request, answer);
        } else if (fault instanceof Fault.Without lacking) {
            if (reply.json instanceof ObjectNode object) {
                reply.set(reply.status, object.deepCopy().without(lacking.field()));
            }
            send(reply);
        } else if (fault instanceof Fault.Trickle trickle) {
            head(reply, true);
            trickle(
                    reply.request.response().putHeader("Content-Length", "" + reply.body.length()),
                    reply.body,
                    trickle,
                    0);
        }
        // hanging needs nothing done
    }

    static void redirect(HttpServerRequest request, Fault.Redirect redirect) {
        request.response()
                .setStatusCode(302)
                .putHeader("Location", redirect.location())
                .end();
    }

    static void answer(HttpServerRequest request, Fault.Answer answer) {
        HttpServerResponse response = request.response().setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        response.end(answer.body());
    }

    private void trickle(HttpServerResponse response, Buffer body, Fault.Trickle trickle, int sent) {
        if (response.closed()) {
            return;
        }
        if (sent == body.length()) {
            response.end();
            return;
        }
        response.write(body.slice(sent, sent + 1));
        vertx.setTimer(atLeastOne(trickle.pause()), later -> trickle(response, body, trickle, sent + 1));
    }

    static long atLeastOne(Duration delay) {
        return Math.max(1, delay.toMillis());
    }

    private void status(RestServer.Reply reply, Fault.Reply wrong) {
        String message = wrong.message() == null ? wrong.status() + ": Simulated" : wrong.message();
        reply.set(wrong.status(), Json.object().put("message", message).put("code", wrong.code()));
        reply.limits = wrong.status() >= 500 ? null : reply.limits;
    }

    private void limited(RestServer.Reply reply, Fault.RateLimited limited) {
        boolean global = limited.scope() == Fault.Scope.GLOBAL;
        double seconds = limited.retryAfter().toMillis() / 1000.0;
        HttpServerResponse response = reply.request.response();
        reply.set(
                429,
                Json.object()
                        .put("message", "You are being rate limited.")
                        .put("code", 0)
                        .put("retry_after", seconds)
                        .put("global", global));
        // the header is whole seconds, the body is exact (Discord docs, Rate Limits > Header Format)
        response.putHeader("Retry-After", Long.toString((long) Math.ceil(seconds)));
        if (limited.via()) {
            response.putHeader("X-RateLimit-Scope", limited.scope().name().toLowerCase(Locale.ROOT));
            if (global) {
                response.putHeader("X-RateLimit-Global", "true");
                reply.limits = null;
            } else if (reply.limits != null) {
                double reset = System.currentTimeMillis() / 1000.0 + seconds;
                reply.limits =
                        new RateLimits.State(reply.limits.bucket(), reply.limits.limit(), 0, seconds, reset, true);
            }
        } else {
            reply.limits = null;
        }
        head(reply, limited.via());
        response.end(reply.body);
    }

    private void truncated(RestServer.Reply reply) {
        head(reply, true);
        Buffer body = reply.body;
        HttpServerResponse response = reply.request.response();
        response.putHeader("Content-Length", Integer.toString(Math.max(2, body.length())));
        response.write(body.slice(0, body.length() / 2))
                .onComplete(written -> vertx.setTimer(20, soon -> Cut.close(reply.request.connection())));
    }

    private static void head(RestServer.Reply reply, boolean via) {
        HttpServerResponse response = reply.request.response().setStatusCode(reply.status);
        if (reply.body.length() > 0) {
            response.putHeader("Content-Type", "application/json");
        }
        if (via) {
            response.putHeader("Via", "1.1 google");
        }
        reply.extra.forEach(response::putHeader);
        RateLimits.State limits = reply.limits;
        if (limits != null) {
            response.putHeader("X-RateLimit-Limit", Integer.toString(limits.limit()))
                    .putHeader("X-RateLimit-Remaining", Integer.toString(limits.remaining()))
                    .putHeader("X-RateLimit-Reset", String.format(Locale.ROOT, "%.3f", limits.reset()))
                    .putHeader("X-RateLimit-Reset-After", String.format(Locale.ROOT, "%.3f", limits.resetAfter()))
                    .putHeader("X-RateLimit-Bucket", limits.bucket());
        }
    }
}
