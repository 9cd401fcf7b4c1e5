package org.discordbridge.discord.session.rest;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.requests.Response;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.discord.session.DiscordException;
import org.discordbridge.discord.session.HeldBackException;
import org.discordbridge.discord.session.UnreadableFileException;
import org.discordbridge.discord.session.rest.BanGuard.HeldBackIOException;
import org.discordbridge.discord.session.rest.RestInterceptor.BrokenAnswerException;

/** Says in words why a request has no result. */
final class RestFailure {
    /** First of Discord's own codes (Discord docs, Opcodes and Status Codes > JSON). */
    private static final int FIRST_CODE = 10_000;

    private static final int LONGEST_MEANING = 300;
    private static final long BEGINNING = 4 * LONGEST_MEANING;
    private static final int SERVER_ERROR = 500;

    private RestFailure() {}

    /** Makes the failure for an answer that is not a success. */
    static DiscordException of(String what, Response answer) {
        if (answer.getException() instanceof BrokenAnswerException broken) {
            return refused(what, broken.status(), 0, "its answer is not whole: " + broken.getMessage(), "");
        }
        if (answer.code <= 0) {
            return unanswered(what, answer.getException());
        }
        try {
            return told(what, answer);
        } catch (IOException | RuntimeException e) {
            return refused(what, answer.code, 0, "its answer is not understood", "");
        }
    }

    private static DiscordException told(String what, Response answer) throws IOException {
        // before it is read as JSON, since it can be read only once
        String text = answer.getRawResponse().peekBody(BEGINNING).string();
        Optional<DataObject> json = answer.optObject();
        ErrorResponseException error = ErrorResponseException.create(ErrorResponse.fromJSON(json.orElse(null)), answer);
        int code = error.getErrorCode() >= FIRST_CODE ? error.getErrorCode() : 0;
        boolean nameless = answer.code >= SERVER_ERROR && (json.isEmpty() || error.getErrorCode() <= 0);
        String details = error.getSchemaErrors().stream()
                .map(Object::toString)
                .map(RestFailure::oneLine)
                .collect(Collectors.joining("; "));
        return refused(
                what,
                answer.code,
                code,
                nameless ? "server error" : meaning(json.isEmpty() ? text : error.getMeaning()),
                details.isEmpty() ? "" : ": " + details);
    }

    private static DiscordException refused(String what, int status, int code, String meaning, String details) {
        String number = status + (code == 0 ? "" : ", code " + code);
        return new DiscordException(
                "Discord refused to " + what + ": " + meaning + " (" + number + ")" + details, status, code, null);
    }

    /** Makes the failure of a request without an answer. */
    static DiscordException unanswered(String what, Throwable cause) {
        if (cause instanceof HeldBackIOException held) {
            return new HeldBackException(what, held.held().why(), held.held().until());
        }
        if (cause instanceof UnreadableFileException) {
            return new DiscordException(
                    cause.getMessage() + ". Nothing was sent by the request to " + what, 0, 0, cause);
        }
        String reason = cause == null
                ? "no reason is known"
                : cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new DiscordException("Discord did not answer the request to " + what + ": " + reason, 0, 0, cause);
    }

    /** Returns Discord's message, or words for an answer that is not Discord's, such as a page of HTML. */
    private static String meaning(String text) {
        String line = oneLine(text);
        if (line.startsWith("<")) {
            return "an answer in HTML, which is not its own";
        }
        if (line.isEmpty()) {
            return "it does not say why";
        }
        return line.length() <= LONGEST_MEANING ? line : line.substring(0, LONGEST_MEANING) + "…";
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
