package org.discordbridge.discord.session;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.Response;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.internal.requests.RestActionImpl;

/**
 * Discord's REST API by id, through JDA's rate limiter: a queue per bucket, 429 waited out, 502 to 504 tried again. Does
 * not ask JDA's cache whether a channel exists or a permission is held: Discord's answer counts.
 *
 * <p>Nothing blocks. Futures fail with {@link DiscordException} and complete on JDA's callback pool.
 */
final class Rest {
    private static final int LOADING = 1 << 7;
    private static final int DEFERRED_ANSWER = 5;
    private static final Duration ACKNOWLEDGE_WITHIN = Duration.ofMillis(2800);

    private final JDA jda;

    Rest(JDA jda) {
        this.jda = jda;
    }

    /**
     * Posts a message.
     *
     * @param replyTo id of the message it answers, or null
     * @param nonce at most 25 characters: the same nonce again within a few minutes gives the first message back instead
     *     of posting twice (Discord docs, Message > Create Message); null for none
     * @return the new message's id
     */
    CompletableFuture<String> createMessage(
            String channelId, String content, String replyTo, String nonce, Set<String> mentionTypes) {
        DataObject body = body(content, mentionTypes);
        if (replyTo != null) {
            body.put(
                    "message_reference",
                    DataObject.empty().put("message_id", replyTo).put("fail_if_not_exists", false));
        }
        if (nonce != null) {
            body.put("nonce", nonce).put("enforce_nonce", true);
        }
        return call(
                "post into channel " + channelId,
                Route.Messages.SEND_MESSAGE.compile(channelId),
                body,
                response -> response.getObject().getString("id"));
    }

    /** Tells Discord that the answer to a command will follow; must reach it within three seconds. */
    CompletableFuture<Void> acknowledge(String interactionId, String token, boolean ephemeral) {
        DataObject data = DataObject.empty().put("flags", ephemeral ? 1 << 6 : 0);
        RestActionImpl<Void> action = new RestActionImpl<>(
                jda,
                Route.Interactions.CALLBACK.compile(interactionId, token),
                DataObject.empty().put("type", DEFERRED_ANSWER).put("data", data));
        return named(
                "acknowledge interaction " + interactionId,
                action.priority()
                        .deadline(System.currentTimeMillis() + ACKNOWLEDGE_WITHIN.toMillis())
                        .submit());
    }

    /** Whether a command still shows that its answer will follow. */
    CompletableFuture<Boolean> isAwaitingAnswer(String applicationId, String token) {
        return call(
                "read the answer to a command",
                Route.Interactions.GET_MESSAGE.compile(applicationId, token, "@original"),
                null,
                response -> (response.getObject().getInt("flags", 0) & LOADING) != 0);
    }

    /** Puts the answer where a command shows that it will follow. */
    CompletableFuture<String> completeAnswer(
            String applicationId, String token, String content, Set<String> mentionTypes) {
        return call(
                "answer a command",
                Route.Interactions.EDIT_FOLLOWUP.compile(applicationId, token, "@original"),
                body(content, mentionTypes),
                response -> response.getObject().getString("id"));
    }

    /** Adds to the answer of a command. */
    CompletableFuture<String> followUp(String applicationId, String token, String content, Set<String> mentionTypes) {
        return call(
                "add to the answer of a command",
                Route.Interactions.CREATE_FOLLOWUP.compile(applicationId, token),
                body(content, mentionTypes),
                response -> response.getObject().getString("id"));
    }

    CompletableFuture<DataArray> commands(String applicationId) {
        return call(
                "read the commands", Route.Interactions.GET_COMMANDS.compile(applicationId), null, Response::getArray);
    }

    CompletableFuture<Void> putCommands(String applicationId, DataArray commands) {
        RestActionImpl<Void> action = new RestActionImpl<>(
                jda,
                Route.Interactions.UPDATE_COMMANDS.compile(applicationId),
                okhttp3.RequestBody.create(
                        commands.toJson(), okhttp3.MediaType.get("application/json; charset=utf-8")));
        return named("register the commands", action.submit());
    }

    /** Nobody is pinged unless {@code mentionTypes} says so: Discord's own default pings everyone. */
    private static DataObject body(String content, Set<String> mentionTypes) {
        return DataObject.empty()
                .put("content", content)
                .put(
                        "allowed_mentions",
                        DataObject.empty()
                                .put("parse", DataArray.fromCollection(mentionTypes))
                                .put("replied_user", false));
    }

    /**
     * Asks Discord.
     *
     * @param what the request in words, as the end of "Discord refused to"
     * @param body null for none
     */
    <T> CompletableFuture<T> call(String what, Route.CompiledRoute route, DataObject body, Function<Response, T> read) {
        return named(
                what, new RestActionImpl<T>(jda, route, body, (response, request) -> read.apply(response)).submit());
    }

    private static <T> CompletableFuture<T> named(String what, CompletableFuture<T> call) {
        return call.handle((result, failure) -> {
            if (failure != null) {
                throw new CompletionException(translate(what, failure));
            }
            return result;
        });
    }

    private static DiscordException translate(String what, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof DiscordException known) {
            return known;
        }
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
