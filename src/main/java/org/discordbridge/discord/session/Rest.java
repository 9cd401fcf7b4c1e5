package org.discordbridge.discord.session;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.requests.Response;
import net.dv8tion.jda.api.requests.RestAction;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.internal.requests.RestActionImpl;
import net.dv8tion.jda.internal.requests.restaction.AuditableRestActionImpl;
import okhttp3.RequestBody;

/**
 * Discord's REST API by id, through JDA's rate limiter: a queue per bucket, 429 waited out, 502 to 504 tried again. Does
 * not ask JDA's cache whether a channel exists or a permission is held: Discord's answer counts.
 *
 * <p>Nothing blocks. Futures fail with {@link DiscordException} and complete on JDA's callback pool.
 */
final class Rest {
    private static final Duration RESPOND_WITHIN = Duration.ofMillis(2800);

    private final JDA jda;
    private final BanGuard guard;

    Rest(JDA jda, BanGuard guard) {
        this.jda = jda;
        this.guard = guard;
    }

    BanGuard guard() {
        return guard;
    }

    /** Tells Discord at once what will follow; must reach it within three seconds. */
    CompletableFuture<Void> acknowledge(String interactionId, String token, int type, boolean ephemeral) {
        return respond(
                "acknowledge interaction " + interactionId, interactionId, token, Callbacks.deferred(type, ephemeral));
    }

    /** Gives the first response to an interaction; must reach Discord within three seconds. */
    CompletableFuture<Void> respond(String what, String interactionId, String token, DataObject response) {
        RestActionImpl<Void> action =
                new RestActionImpl<>(jda, Route.Interactions.CALLBACK.compile(interactionId, token), response);
        return submitted(what, action.priority().deadline(System.currentTimeMillis() + RESPOND_WITHIN.toMillis()));
    }

    /**
     * Asks Discord.
     *
     * @param what the request in words, as the end of "Discord refused to"
     */
    <T> CompletableFuture<T> call(String what, Route.CompiledRoute route, Function<Response, T> read) {
        return call(what, route, null, read);
    }

    /** The same with a body. */
    <T> CompletableFuture<T> call(
            String what, Route.CompiledRoute route, RequestBody body, Function<Response, T> read) {
        return call(what, route, body, "", read);
    }

    /**
     * The same with a reason.
     *
     * @param body null for none
     * @param reason what the guild's audit log shows; empty for nothing
     */
    <T> CompletableFuture<T> call(
            String what, Route.CompiledRoute route, RequestBody body, String reason, Function<Response, T> read) {
        AuditableRestActionImpl<T> action = new AuditableRestActionImpl<>(
                jda, route, body, (response, request) -> understood(what, response, read));
        Instant until = guard.heldUntil();
        if (until != null) {
            return CompletableFuture.failedFuture(new CompletionException(new HeldBackException(what, guard, until)));
        }
        RestAction<T> reasoned = action.reason(reason);
        Duration delay = guard.delay();
        return delay.isZero()
                ? submitted(what, reasoned)
                : CompletableFuture.supplyAsync(
                                () -> submitted(what, reasoned),
                                CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS))
                        .thenCompose(Function.identity());
    }

    /** Reads an answer. A defect in that must not look like a failure of the request, which would be made again. */
    private static <T> T understood(String what, Response response, Function<Response, T> read) {
        try {
            return read.apply(response);
        } catch (ParsingException e) {
            // whole, but something in it is missing or of another type; JDA's words quote it
            RuntimeException cause = new IllegalStateException(Json.problem(e));
            cause.setStackTrace(e.getStackTrace());
            throw notUnderstood(what, response, cause.getMessage(), cause);
        } catch (IllegalStateException | UncheckedIOException e) {
            // cut off, or not Discord's
            throw e;
        } catch (RuntimeException e) {
            throw notUnderstood(what, response, e.toString(), e);
        }
    }

    private static DiscordException notUnderstood(
            String what, Response response, String problem, RuntimeException cause) {
        return new DiscordException(
                "Discord did what it was asked, to " + what + ", but its answer is not understood: " + problem
                        + ". Report this",
                response.code,
                0,
                cause);
    }

    private <T> CompletableFuture<T> submitted(String what, RestAction<T> action) {
        CompletableFuture<T> call;
        try {
            call = action.submit();
        } catch (RejectedExecutionException e) {
            call = CompletableFuture.failedFuture(e);
        }
        return named(what, call);
    }

    private <T> CompletableFuture<T> named(String what, CompletableFuture<T> call) {
        return call.handle((result, failure) -> {
            if (failure != null) {
                throw new CompletionException(translate(what, failure));
            }
            return result;
        });
    }

    private DiscordException translate(String what, Throwable failure) {
        Throwable cause = DiscordException.unwrapped(failure);
        if (cause instanceof ErrorResponseException refused) {
            int status = Math.max(0, refused.getResponse().code);
            if (status > 0) {
                int code = refused.getErrorCode() >= 10000 ? refused.getErrorCode() : 0;
                String details = refused.getSchemaErrors().isEmpty()
                        ? ""
                        : ": "
                                + refused.getSchemaErrors().stream()
                                        .map(Object::toString)
                                        .map(text ->
                                                text.replaceAll("\\s+", " ").strip())
                                        .reduce((a, b) -> a + "; " + b)
                                        .orElseThrow();
                return new DiscordException(
                        "Discord refused to " + what + ": " + meaning(refused, status) + " (" + status
                                + (code == 0 ? "" : ", code " + code) + ")" + details,
                        status,
                        code,
                        refused);
            }
            cause = refused.getCause() == null ? refused : refused.getCause();
        }
        if (cause instanceof DiscordException known) {
            return known;
        }
        if (cause instanceof BanGuard.HeldBackIOException) {
            Instant until = guard.heldUntil();
            return new HeldBackException(what, guard, until == null ? Instant.now() : until);
        }
        if (cause instanceof UnreadableFileException) {
            return new DiscordException(
                    cause.getMessage() + ". Nothing was sent by the request to " + what, 0, 0, cause);
        }
        return new DiscordException(
                "Discord did not answer the request to " + what + ": "
                        + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()),
                0,
                0,
                cause);
    }

    private static String meaning(ErrorResponseException refused, int status) {
        return status >= 500 && refused.getErrorCode() <= 0 ? "server error" : refused.getMeaning();
    }
}
