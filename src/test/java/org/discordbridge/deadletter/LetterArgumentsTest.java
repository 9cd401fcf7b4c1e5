package org.discordbridge.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class LetterArgumentsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final Letter LETTER =
            letter(1, 7, NOW.minusSeconds(3600), "Discord refused: Missing Permissions", "org.x.DiscordException");

    static Stream<Arguments> filters() {
        return Stream.of(
                Arguments.of(true, List.of()),
                Arguments.of(true, List.of("--cause", "missing perm")),
                Arguments.of(false, List.of("--cause", "unknown")),
                Arguments.of(true, List.of("--error-class", "DiscordException")),
                Arguments.of(true, List.of("--error-class", "org.x.DiscordException")),
                Arguments.of(false, List.of("--error-class", "Exception")),
                Arguments.of(true, List.of("--channel", "42")),
                Arguments.of(false, List.of("--channel", "43")),
                Arguments.of(true, List.of("--topic", "answers")),
                Arguments.of(false, List.of("--topic", "files")),
                Arguments.of(true, List.of("--since", "61m")),
                Arguments.of(false, List.of("--since", "59m")),
                Arguments.of(true, List.of("--until", "2026-03-02T11:00:01Z")),
                Arguments.of(false, List.of("--until", "2026-03-02T11:00:00Z")),
                Arguments.of(true, List.of("--at", "0@1", "--at", "1@7")),
                Arguments.of(false, List.of("--at", "0@7")),
                Arguments.of(false, List.of("--at", "1@7", "--channel", "43")));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void filtersByEverythingThatWasAskedFor(boolean taken, List<String> options) {
        LetterArguments order = LetterArguments.of(
                Stream.concat(Stream.of("list"), options.stream()).toArray(String[]::new), NOW);

        assertThat(order.filter().takes(LETTER, letter -> "42")).isEqualTo(taken);
    }

    @Test
    void theOldestComesFirstInWhateverPartition() {
        Letter first = letter(1, 7, NOW.minusSeconds(3), "first", "org.x.X");
        Letter second = letter(0, 9, NOW.minusSeconds(2), "second", "org.x.X");
        Letter third = letter(2, 1, NOW.minusSeconds(2), "third", "org.x.X");
        Letter last = letter(0, 2, NOW, "last", "org.x.X");
        assertThat(Stream.of(last, third, second, first).sorted(Letter.OLDEST_FIRST))
                .containsExactly(first, second, third, last);
    }

    @Test
    void whatIsAskedForAndNotSeenIsKnown() {
        LetterArguments order =
                LetterArguments.of(new String[] {"list", "--at", "1@7", "--at", "1@8", "--channel", "43"}, NOW);
        assertThat(order.filter().takes(LETTER, letter -> "42")).isFalse();
        assertThat(order.filter().notThere()).containsExactly(new LetterPosition(1, 8));
    }

    @Test
    void printsNothingThatATerminalTakesForACommand() {
        assertThat(Letter.printable("a\n\tb\u001b[2Jc\u0007")).isEqualTo("a b [2Jc ");
    }

    @Test
    void understandsWhatToDo() {
        assertThat(LetterArguments.of(new String[] {"list", "--content"}, NOW))
                .extracting(
                        LetterArguments::replay,
                        LetterArguments::content,
                        LetterArguments::dryRun,
                        LetterArguments::again)
                .containsExactly(false, true, false, false);
        assertThat(LetterArguments.of(new String[] {"replay", "--dry-run", "--again"}, NOW))
                .extracting(
                        LetterArguments::replay,
                        LetterArguments::content,
                        LetterArguments::dryRun,
                        LetterArguments::again)
                .containsExactly(true, false, true, true);
    }

    @Test
    void refusesTheRest() {
        assertThatThrownBy(() -> LetterArguments.of(new String[0], NOW))
                .hasMessage("--dead-letters needs list or replay");
        assertThatThrownBy(() -> LetterArguments.of(new String[] {"list", "--cause"}, NOW))
                .hasMessage("'--cause' is not understood, or lacks its value");
        assertThatThrownBy(() -> LetterArguments.of(new String[] {"list", "--since", "soon"}, NOW))
                .hasMessage("'soon' is no time: it is an age such as 12h or 7d, or a moment such as"
                        + " 2026-01-31T00:00:00Z");
        assertThatThrownBy(() -> LetterArguments.of(new String[] {"list", "--at", "7"}, NOW))
                .hasMessage("'7' is no position: it is PARTITION@OFFSET, such as 0@12");
    }

    @Test
    void keepsWhatTheRecordWasIfItIsSentAgainTwice() {
        LETTER.record().headers().add("trace", new byte[] {1});
        Letter again = new Letter(new ConsumerRecord<>(
                "dead",
                0,
                99,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                null,
                new RecordHeaders(LETTER.original().toArray())
                        .add("topic", "answers".getBytes(UTF_8))
                        .add("partition", "0".getBytes(UTF_8))
                        .add("offset", "55".getBytes(UTF_8))
                        .add("timestamp", "2".getBytes(UTF_8)),
                Optional.empty()));

        assertThat(again.original())
                .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
                .containsExactlyInAnyOrder("trace=\u0001", "replayed_of=answers-3-5-1", "replayed_from=dead-0@99");
    }

    private static Letter letter(int partition, long offset, Instant time, String cause, String errorClass) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("cause", cause.getBytes(UTF_8));
        headers.add("error_class", errorClass.getBytes(UTF_8));
        headers.add("topic", "answers".getBytes(UTF_8));
        headers.add("partition", "3".getBytes(UTF_8));
        headers.add("offset", "5".getBytes(UTF_8));
        headers.add("timestamp", "1".getBytes(UTF_8));
        return new Letter(new ConsumerRecord<>(
                "dead",
                partition,
                offset,
                time.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                null,
                headers,
                Optional.empty()));
    }
}
