package org.discordbridge.discord.session.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.requests.Method;
import net.dv8tion.jda.api.requests.Response;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataObject;
import okhttp3.RequestBody;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.discord.session.HeldBackException;

/**
 * Calls Discord's REST API through JDA's rate limiter: a queue for each bucket, waiting after 429, new tries after 502
 * to 504. Does not ask JDA's cache whether a channel exists or a permission is held: Discord's answer counts.
 *
 * <p>Nothing blocks. Each future ends, with a result or with a {@link DiscordException}: a read within
 * {@link #READ_WITHIN}, an acknowledgement within {@link #RESPONDED_WITHIN}, anything else within
 * {@link #WRITE_WITHIN}. Each try takes {@link RestInterceptor#WITHIN} of this at most; the rest is waiting for
 * Discord's rate limits. Futures complete on threads of the session, which must not be blocked either.
 */
public final class Rest {
    private static final Duration RESPONDED_WITHIN = Duration.ofSeconds(20);
    private static final Duration READ_WITHIN = Duration.ofMinutes(1);
    private static final Duration WRITE_WITHIN = Duration.ofMinutes(15);
    private static final Duration ANEW_AFTER = Duration.ofSeconds(1);

    private final JDA jda;
    private final BanGuard guard;
    private final SharedRate rate;
    private final boolean repeatable;

    public Rest(JDA jda, BanGuard guard) {
        this(jda, guard, new SharedRate(), false);
    }

    private Rest(JDA jda, BanGuard guard, SharedRate rate, boolean repeatable) {
        this.jda = jda;
        this.guard = guard;
        this.rate = rate;
        this.repeatable = repeatable;
    }

    public BanGuard guard() {
        return guard;
    }

    /** Returns this process's part of the requests that all processes of the bot may make together. */
    public SharedRate rate() {
        return rate;
    }

    /**
     * Returns these calls for requests that may be made twice without harm: if an answer is lost, the request may be
     * repeated.
     */
    public Rest repeatable(boolean may) {
        return new Rest(jda, guard, rate, may);
    }

    /**
     * Gives the first response to an interaction.
     *
     * @param within when it is given up, as it would come too late
     */
    public CompletableFuture<Void> respond(
            String what, String interactionId, String token, DataObject response, Duration within) {
        RestCall<Void> call = new RestCall<>(
                jda,
                what,
                Route.Interactions.CALLBACK.compile(interactionId, token),
                Multipart.of(response, List.of()),
                "",
                false,
                done -> null);
        call.priority().deadline(System.currentTimeMillis() + within.toMillis());
        return submitted(what, call, RESPONDED_WITHIN);
    }

    /**
     * Makes a request without a body.
     *
     * @param what the request in words, as the end of "Discord refused to"
     */
    public <T> CompletableFuture<T> call(String what, Route.CompiledRoute route, Function<Response, T> read) {
        return call(what, route, null, read);
    }

    /** Makes a request with a body. */
    public <T> CompletableFuture<T> call(
            String what, Route.CompiledRoute route, RequestBody body, Function<Response, T> read) {
        return call(what, route, body, "", read);
    }

    /**
     * Makes a request with a body and a reason for the audit log.
     *
     * @param body null for none
     * @param reason the reason in the guild's audit log; empty for none
     */
    public <T> CompletableFuture<T> call(
            String what, Route.CompiledRoute route, RequestBody body, String reason, Function<Response, T> read) {
        BanGuard.Held held = guard.held();
        if (held != null) {
            return CompletableFuture.failedFuture(
                    new CompletionException(new HeldBackException(what, held.why(), held.until())));
        }
        RestCall<T> call = new RestCall<>(jda, what, route, body, reason, repeatable, read);
        Duration within = route.getMethod() == Method.GET ? READ_WITHIN : WRITE_WITHIN;
        Duration delay = guard.delay();
        if (!isOutsideOfLimit(route)) {
            Duration part = rate.reserve();
            delay = delay.compareTo(part) > 0 ? delay : part;
        }
        return delay.isZero()
                ? submitted(what, call, within)
                : CompletableFuture.supplyAsync(
                                () -> submitted(what, call, within),
                                CompletableFuture.delayedExecutor(
                                        delay.toMillis(), TimeUnit.MILLISECONDS, Runnable::run))
                        .thenCompose(Function.identity());
    }

    /** Returns whether a request has a token of its own, of an interaction or a webhook: it counts for no bot. */
    private static boolean isOutsideOfLimit(Route.CompiledRoute route) {
        String path = route.getCompiledRoute();
        return path.startsWith("interactions/") || path.startsWith("webhooks/") && path.indexOf('/', 9) > 0;
    }

    private static DiscordException failure(String what, Throwable failure, Duration within) {
        // waiting for a rate limit does not count as a failed try: the request is begun again later
        return failure instanceof TimeoutException
                ? new HeldBackException(
                        what,
                        "it had to wait for Discord's rate limits for " + within.toSeconds() + " s",
                        Instant.now().plus(ANEW_AFTER))
                : RestFailure.unanswered(what, failure);
    }

    private <T> CompletableFuture<T> submitted(String what, RestCall<T> call, Duration within) {
        CompletableFuture<RestCall.Outcome<T>> made;
        try {
            made = call.submit();
        } catch (RejectedExecutionException e) {
            made = CompletableFuture.failedFuture(e);
        }
        CompletableFuture<RestCall.Outcome<T>> waiting = made;
        waiting.orTimeout(within.toMillis(), TimeUnit.MILLISECONDS);
        return waiting.handle((outcome, failure) -> {
            if (failure instanceof TimeoutException) {
                // so that it is not made later
                waiting.cancel(true);
            }
            DiscordException problem = outcome == null ? failure(what, failure, within) : outcome.failure();
            if (problem != null) {
                throw new CompletionException(problem);
            }
            return outcome.result();
        });
    }
}
