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
 * Discord's REST API by id, through JDA's rate limiter: a queue per bucket, 429 waited out, 502 to 504 tried again. Does
 * not ask JDA's cache whether a channel exists or a permission is held: Discord's answer counts.
 *
 * <p>Nothing blocks. Each future ends, with a result or with a {@link DiscordException}: a read within {@link #READ_WITHIN},
 * an acknowledgement within {@link #RESPONDED_WITHIN}, anything else within {@link #WRITE_WITHIN}, of which all but {@link
 * RestInterceptor#WITHIN} a try is waiting for Discord's rate limits. They complete on threads of the session, which must not
 * be blocked either.
 */
public final class Rest {
    private static final Duration RESPONDED_WITHIN = Duration.ofSeconds(20);
    private static final Duration READ_WITHIN = Duration.ofMinutes(1);
    private static final Duration WRITE_WITHIN = Duration.ofMinutes(15);
    private static final Duration ANEW_AFTER = Duration.ofSeconds(1);

    private final JDA jda;
    private final BanGuard guard;
    private final boolean repeatable;

    public Rest(JDA jda, BanGuard guard) {
        this(jda, guard, false);
    }

    private Rest(JDA jda, BanGuard guard, boolean repeatable) {
        this.jda = jda;
        this.guard = guard;
        this.repeatable = repeatable;
    }

    public BanGuard guard() {
        return guard;
    }

    /** The same for requests that change no more if they are made twice: one whose answer is lost may be made again. */
    public Rest repeatable(boolean may) {
        return new Rest(jda, guard, may);
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
     * Asks Discord.
     *
     * @param what the request in words, as the end of "Discord refused to"
     */
    public <T> CompletableFuture<T> call(String what, Route.CompiledRoute route, Function<Response, T> read) {
        return call(what, route, null, read);
    }

    /** The same with a body. */
    public <T> CompletableFuture<T> call(
            String what, Route.CompiledRoute route, RequestBody body, Function<Response, T> read) {
        return call(what, route, body, "", read);
    }

    /**
     * The same with a reason.
     *
     * @param body null for none
     * @param reason what the guild's audit log shows; empty for nothing
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
        return delay.isZero()
                ? submitted(what, call, within)
                : CompletableFuture.supplyAsync(
                                () -> submitted(what, call, within),
                                CompletableFuture.delayedExecutor(
                                        delay.toMillis(), TimeUnit.MILLISECONDS, Runnable::run))
                        .thenCompose(Function.identity());
    }

    private static DiscordException failure(String what, Throwable failure, Duration within) {
        // a rate limit is no failure that is counted: it is begun anew
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
