package org.discordbridge.discord.session.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.discordbridge.discord.session.json.JsonObject;
import org.discordbridge.event.Poll;

/** Reads polls (Discord docs, Poll > Poll Object, Poll Results Object). */
final class PollReader {
    private PollReader() {}

    private record Answer(String text, long id) {}

    private record Count(long id, long votes) {}

    /** Reads a poll; null if it cannot be read. */
    static Poll poll(JsonObject d) {
        if (d == null) {
            return null;
        }
        JsonObject question = d.object("question");
        // an answer that cannot be read keeps its place, since the place is the id if Discord does not give one
        List<Answer> answers = new ArrayList<>();
        d.objects(
                "answers",
                answer -> answers.add(new Answer(
                        Objects.requireNonNullElse(answer.part("poll_media", "text"), ""),
                        answer.number("answer_id", answers.size() + 1L))));
        JsonObject results = d.object("results");
        return new Poll(
                question == null ? "" : question.text("text", ""),
                answers.stream().map(Answer::text).toList(),
                d.flag("allow_multiselect"),
                d.time("expiry"),
                results == null ? List.of() : votes(answers, results),
                results != null && results.flag("is_finalized"));
    }

    /** Counts the votes for each answer; if Discord does not count an answer, it has none. */
    private static List<Long> votes(List<Answer> answers, JsonObject results) {
        List<Count> counts =
                results.objects("answer_counts", count -> new Count(count.number("id", 0), count.number("count", 0)));
        return answers.stream()
                .map(answer -> counts.stream()
                        .filter(count -> count.id() == answer.id())
                        .mapToLong(Count::votes)
                        .sum())
                .toList();
    }
}
