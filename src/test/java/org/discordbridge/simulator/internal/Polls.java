package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Polls (Discord docs, Poll Resource). */
final class Polls {
    /** The type of the message that tells the result. */
    static final int RESULT = 46;

    private static final int LONGEST = 768;

    private Polls() {}

    /** Checks a poll create request. */
    static void check(JsonNode poll) {
        if (poll.isMissingNode() || poll.isNull()) {
            return;
        }
        text(poll.path("question").path("text"), "poll.question.text", 300);
        JsonNode answers = poll.path("answers");
        if (!answers.isArray() || answers.isEmpty() || answers.size() > 10) {
            throw RestError.form("poll.answers", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 10 in length.");
        }
        for (int i = 0; i < answers.size(); i++) {
            text(answers.get(i).path("poll_media").path("text"), "poll.answers." + i + ".poll_media.text", 55);
        }
        int hours = poll.path("duration").asInt(24);
        if (hours < 1 || hours > LONGEST) {
            throw RestError.form("poll.duration", "NUMBER_TYPE_MAX", "int value should be between 1 and 768.");
        }
    }

    private static void text(JsonNode text, String at, int limit) {
        if (!text.isTextual() || text.asText().isEmpty()) {
            throw RestError.form(at, "BASE_TYPE_REQUIRED", "This field is required");
        }
        if (text.asText().codePointCount(0, text.asText().length()) > limit) {
            throw RestError.tooLong(at, limit);
        }
    }

    /** The poll object of a message. */
    static ObjectNode of(JsonNode request, Instant now) {
        ObjectNode poll = Json.object();
        poll.set("question", request.path("question").deepCopy());
        ArrayNode answers = poll.putArray("answers");
        int id = 1;
        for (JsonNode answer : request.path("answers")) {
            ObjectNode one = answers.addObject().put("answer_id", id++);
            one.set("poll_media", answer.path("poll_media").deepCopy());
        }
        Duration open = Duration.ofHours(request.path("duration").asInt(24));
        return poll.put("expiry", Payloads.time(now.plus(open)))
                .put("allow_multiselect", request.path("allow_multiselect").asBoolean(false))
                .put("layout_type", 1);
    }

    /** Adds what was voted for (Discord docs, Poll > Poll Results Object). */
    static void addResults(ObjectNode poll, Map<Integer, Set<Long>> votes, boolean ended, long viewer) {
        if (poll.has("results")) {
            return;
        }
        ObjectNode results = poll.putObject("results").put("is_finalized", ended);
        ArrayNode counts = results.putArray("answer_counts");
        votes.forEach((answer, voters) -> {
            // an answer that nobody chose may be missing
            if (!voters.isEmpty()) {
                counts.addObject()
                        .put("id", answer)
                        .put("count", voters.size())
                        .put("me_voted", voters.contains(viewer));
            }
        });
    }

    /** The embed of a message of type 46 (Discord docs, Message > Embed Fields by Embed Type). */
    static ObjectNode resultEmbed(ObjectNode poll) {
        ObjectNode embed = Json.object().put("type", "poll_result");
        ArrayNode fields = embed.putArray("fields");
        field(fields, "poll_question_text", poll.path("question").path("text").asText());
        int total = 0;
        JsonNode victor = null;
        for (JsonNode count : poll.path("results").path("answer_counts")) {
            total += count.path("count").asInt();
            if (victor == null
                    || count.path("count").asInt() > victor.path("count").asInt()) {
                victor = count;
            }
        }
        field(
                fields,
                "victor_answer_votes",
                victor == null ? "0" : victor.path("count").asText());
        field(fields, "total_votes", String.valueOf(total));
        if (victor != null) {
            field(fields, "victor_answer_id", victor.path("id").asText());
            for (JsonNode answer : poll.path("answers")) {
                if (answer.path("answer_id").asInt() == victor.path("id").asInt()) {
                    field(
                            fields,
                            "victor_answer_text",
                            answer.path("poll_media").path("text").asText());
                }
            }
        }
        return embed;
    }

    private static void field(ArrayNode fields, String name, String value) {
        fields.addObject().put("name", name).put("value", value).put("inline", false);
    }
}
