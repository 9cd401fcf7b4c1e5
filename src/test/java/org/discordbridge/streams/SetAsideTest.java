package org.discordbridge.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.test.TestRecord;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.streams.record.RegistryRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SetAsideTest {
    private static final String RULES = """
            rules:
              - name: flood
                kind: flood
                messages: 2
                within: 5s
            """;

    @Test
    void whatCannotBeReadIsKeptWithItsPlaceAndTheRestGoesOn() {
        try (WatchStage stage = new WatchStage(RULES);
                CapturedLog log = CapturedLog.of(ReadProcessor.class.getName(), Level.WARN)) {
            byte[] good = RegistryRecords.write(1, WatchStage.message(stage.id(0), 1, 11, "secret words", Map.of()));
            byte[] cut = java.util.Arrays.copyOf(good, 12);
            byte[] unknown = good.clone();
            unknown[4] = 9;
            stage.say(0, 1, 11, "secret words");
            stage.messages.pipeInput("k".getBytes(UTF_8), cut, 5);
            stage.messages.pipeInput(null, unknown, 5);
            stage.messages.pipeInput(null, "no avro".getBytes(UTF_8), 5);
            stage.messages.pipeInput(null, null, 5);
            stage.messages.pipeInput(null, new byte[0], 5);
            stage.messages.pipeInput(
                    null,
                    RegistryRecords.write(1, WatchStage.message(7, 1, 11, "x", Map.of("guild_id", "9".repeat(40)))),
                    5);
            stage.say(1, 1, 11, "secret words");

            assertThat(stage.spoken()).containsExactly("flood");
            List<TestRecord<byte[], byte[]>> aside = stage.aside.readRecordsToList();
            assertThat(aside).hasSize(6);
            assertThat(aside.get(0).key()).isEqualTo("k".getBytes(UTF_8));
            assertThat(aside.get(0).value()).isEqualTo(cut);
            assertThat(header(aside.get(0), "topic")).isEqualTo("messages");
            assertThat(header(aside.get(0), "partition")).isEqualTo("0");
            assertThat(header(aside.get(0), "offset")).isEqualTo("1");
            assertThat(header(aside.get(0), "timestamp")).isEqualTo("5");
            assertThat(aside)
                    .extracting(one -> header(one, "cause"))
                    .containsExactly(
                            "The streams cannot read it: the value is not what schema 1 says (EOFException)",
                            "The streams cannot read it: schema id 9 is not known to registry none",
                            "The streams cannot read it: the value does not begin with a zero byte and the id of a schema",
                            "The streams cannot read it: the record has no value",
                            "The streams cannot read it: the value does not begin with a zero byte and the id of a schema",
                            "The streams cannot read it: guild_id is no id: no id has more than 64 bits");
            assertThat(log.messages()).hasSize(6).noneMatch(line -> line.contains("secret"));
            assertThat(log.messages().get(0))
                    .isEqualTo("The record at messages-0@1 cannot be read, and was set aside: the value is not what"
                            + " schema 1 says (EOFException)");
        }
    }

    @Test
    void aRecordWithoutATimeIsReadLikeOthers() {
        try (WatchStage stage = new WatchStage(RULES)) {
            for (int i = 0; i < 2; i++) {
                byte[] value = RegistryRecords.write(1, WatchStage.message(stage.id(i), 1, 11, "words", Map.of()));
                stage.messages.pipeInput(new TestRecord<>(new ConsumerRecord<>(
                        "messages",
                        0,
                        i,
                        -1,
                        TimestampType.NO_TIMESTAMP_TYPE,
                        0,
                        0,
                        (byte[]) null,
                        value,
                        new RecordHeaders(),
                        Optional.empty())));
            }
            assertThat(stage.spoken()).containsExactly("flood");
        }
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
