package org.discordbridge.discord.session.rest;

import java.util.function.Function;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.requests.Method;
import net.dv8tion.jda.api.requests.Request;
import net.dv8tion.jda.api.requests.Response;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.internal.requests.restaction.AuditableRestActionImpl;
import okhttp3.RequestBody;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.discord.session.json.DiscordJson;
import org.discordbridge.discord.session.rest.RestInterceptor.BrokenAnswerException;

/**
 * Makes one request through JDA's rate limiter. JDA treats every answer as a success, and {@link Outcome} says what it
 * really is: if JDA itself cannot read an answer, it loses the answer and the callback.
 */
final class RestCall<T> extends AuditableRestActionImpl<RestCall.Outcome<T>> {
    private final String what;
    private final Function<Response, T> read;
    private final boolean repeatable;

    /** The result of a request, which may be null, or the failure. */
    record Outcome<T>(T result, DiscordException failure) {}

    /**
     * Prepares a request, which is made when it is submitted.
     *
     * @param what the request in words, as the end of "Discord refused to"
     * @param body null for none
     * @param reason the reason in the guild's audit log; empty for none
     * @param repeatable whether it may be repeated although Discord may have done it; always true except for a POST
     * @param read reads the answer; may throw
     */
    RestCall(
            JDA jda,
            String what,
            Route.CompiledRoute route,
            RequestBody body,
            String reason,
            boolean repeatable,
            Function<Response, T> read) {
        super(jda, route, body);
        this.reason = reason;
        this.what = what;
        this.repeatable = repeatable || route.getMethod() != Method.POST;
        this.read = read;
    }

    @Override
    public void handleResponse(Response response, Request<Outcome<T>> request) {
        Outcome<T> outcome;
        if (response.isOk()) {
            outcome = outcome(response);
        } else if (response.getException() instanceof BrokenAnswerException broken && broken.status() / 100 == 2) {
            outcome = new Outcome<>(null, unreadable(broken.status(), broken.getMessage(), null));
        } else {
            outcome = new Outcome<>(null, RestFailure.of(what, response));
        }
        request.onSuccess(outcome);
    }

    private Outcome<T> outcome(Response response) {
        try {
            return new Outcome<>(read.apply(response), null);
        } catch (ParsingException e) {
            return new Outcome<>(null, unreadable(response.code, DiscordJson.problem(e), null));
        } catch (IllegalStateException e) {
            // JDA throws this if there is nothing to read, or no JSON; its cause quotes what people wrote
            String problem = e.getMessage() == null ? "it is empty" : "it is no JSON, or not all of it";
            return new Outcome<>(null, unreadable(response.code, problem, null));
        } catch (RuntimeException | StackOverflowError e) {
            return new Outcome<>(null, unreadable(response.code, e.toString(), e));
        }
    }

    /** Makes the failure of a request that Discord has accepted and whose answer cannot be read. */
    private DiscordException unreadable(int status, String problem, Throwable cause) {
        return repeatable
                ? new DiscordException(
                        "Discord has answered the request to " + what + " with " + status
                                + ", but what it says is not understood: " + problem,
                        0,
                        0,
                        cause)
                : new DiscordException(
                        "Discord did what it was asked, to " + what + ", but its answer is not understood: " + problem
                                + ". It is not asked again, which might do the same twice",
                        status,
                        0,
                        cause);
    }
}
