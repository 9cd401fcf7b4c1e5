package org.discordbridge.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.assertj.core.api.AbstractThrowableAssert;
import org.discordbridge.event.SampleEvents;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.Separate;
import org.discordbridge.servers.ServersExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read, as written by Avro's own generic writer. */
@ExtendWith(ServersExtension.class)
@Timeout(120)
class UnmarshalTest {
    private static final Map<String, Object> ANSWER = Map.of(
            "uuid", "u-1", "content", "hi", "author_id", "42", "channel_id", "77", "attachments", List.of("http://a"));

    private AvroStage stage;
    private int original;

    @BeforeEach
    void start(RegistryServer registry) throws Exception {
        stage = new AvroStage(registry, AvroStage.RESPONSE).start();
        original = stage.wire.register("original-value", AvroStage.ORIGINAL);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void readsWhatWasWrittenWithTheOriginalSchema() {
        assertThat(stage.unmarshal(stage.wire.write(original, AvroStage.ORIGINAL, ANSWER)))
                .isEqualTo(expected());
    }

    @Test
    void readsAStreamLikeAnArray() {
        byte[] value = stage.wire.write(original, AvroStage.ORIGINAL, ANSWER);

        assertThat(stage.unmarshal(new java.io.ByteArrayInputStream(value))).isEqualTo(expected());
        assertThat(stage.unmarshal(ByteBuffer.wrap(value))).isEqualTo(expected());
    }

    @Test
    void readsWhatTheBridgeWrites(RegistryServer registry) throws Exception {
        try (AvroStage messages = new AvroStage(registry, AvroStage.MESSAGE).start()) {
            Object read = messages.unmarshal(messages.marshal(SampleEvents.message()));

            assertThat(read)
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.map(String.class, Object.class))
                    .contains(
                            entry("uuid", "39645413-6bde-3fe4-867f-bdbe3245473e"),
                            entry("timestamp", Instant.parse("2026-11-23T10:15:30.123Z")),
                            entry("mentions", List.of("42", "43")),
                            entry("author_is_bot", true))
                    .hasSize(47);
            // an answer may be made of a message as it is
            assertThat(stage.unmarshal(messages.marshal(SampleEvents.message())))
                    .isEqualTo(answer(
                            "uuid", "39645413-6bde-3fe4-867f-bdbe3245473e",
                            "content", "hello <@42> \uD83D\uDC4B",
                            "author_id", "42",
                            "channel_id", "77",
                            "guild_id", "5",
                            "message_id", "1180424242424242424",
                            "attachments", List.of("http://s3/bucket/cat.png"),
                            "reply_to", "1180000000000000000",
                            "interaction_token", null));
        }
    }

    @Test
    void aReaderOfEarlierMessagesReadsThoseWithIntents(RegistryServer registry) throws Exception {
        Schema now = new Schema.Parser().parse(AvroStage.MESSAGE.toFile());
        Schema before = Schema.createRecord(
                now.getName(),
                now.getDoc(),
                now.getNamespace(),
                false,
                now.getFields().stream()
                        .filter(field -> !field.name().startsWith("intent"))
                        .map(field -> new Schema.Field(field, field.schema()))
                        .toList());
        assertThat(before.getFields()).hasSize(now.getFields().size() - 2);
        assertThat(Compatibility.FULL.conflict(now, before)).isEmpty();
        try (AvroStage messages = new AvroStage(registry, AvroStage.MESSAGE).start()) {
            assertThat(messages.wire
                            .read(messages.marshal(SampleEvents.message()), before)
                            .get("content"))
                    .hasToString("hello <@42> \uD83D\uDC4B");
        }
    }

    @Test
    void saysWhatATombstoneIs() {
        unreadable(null).hasMessage("the record is a tombstone: it has a key but no value");
    }

    @Test
    void saysThatAValueIsNotInTheWireFormat() {
        String expected = "; expected 0x00, a schema id in four bytes, and Avro)";
        unreadable(new byte[0]).hasMessage("the value is not in the registry wire format (it has 0 bytes" + expected);
        unreadable(new byte[] {0, 0, 0, 1})
                .hasMessage(
                        "the value is not in the registry wire format (it has 4 bytes and begins with 0x00" + expected);
        unreadable("{\"content\":\"hi\"}".getBytes(StandardCharsets.UTF_8))
                .hasMessage("the value is not in the registry wire format (it has 16 bytes and begins with 0x7b"
                        + expected);
        unreadable(new byte[] {(byte) 0xff, 0, 0, 0, 1, 0})
                .hasMessage(
                        "the value is not in the registry wire format (it has 6 bytes and begins with 0xff" + expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {999_999, Integer.MAX_VALUE, -1, 0})
    void saysThatASchemaIdIsUnknown(int id) {
        unreadable(wire(id, new byte[] {0}))
                .hasMessage("schema id " + id + " is not known to registry " + stage.client.getUrl());
    }

    @Test
    void saysThatAValueIsCutShort() {
        byte[] whole = stage.wire.write(original, AvroStage.ORIGINAL, ANSWER);
        for (int length = 5; length < whole.length; length++) {
            unreadable(Arrays.copyOf(whole, length))
                    .hasMessageStartingWith("the value does not decode with schema id " + original + ": ");
        }
        unreadable(Arrays.copyOf(whole, 5))
                .hasMessage("the value does not decode with schema id " + original + ": EOFException");
    }

    @Test
    void saysThatBytesAreLeftOver() {
        byte[] whole = stage.wire.write(original, AvroStage.ORIGINAL, ANSWER);

        unreadable(Arrays.copyOf(whole, whole.length + 1))
                .hasMessage("the value does not decode with schema id " + original + ": bytes are left over");
    }

    @Test
    void saysThatASchemaDoesNotResolve() {
        Schema other =
                SchemaBuilder.record("Cat").fields().requiredString("name").endRecord();
        int id = stage.wire.register("cats-value", other);

        unreadable(stage.wire.write(id, other, Map.of("name", "Tom")))
                .hasMessageStartingWith("the value does not decode with schema id " + id + ": ")
                .hasMessageContaining("missing required field");
    }

    @Test
    void doesNotTrustTheLengthOfAString() {
        for (long length : new long[] {Integer.MAX_VALUE - 8, 16 * 1024 * 1024 + 1}) {
            unreadable(wire(original, encoded(encoder -> encoder.writeLong(length))))
                    .hasMessage("the value does not decode with schema id " + original + ": String length " + length
                            + " exceeds maximum allowed");
        }
        unreadable(wire(original, encoded(encoder -> encoder.writeLong(Long.MAX_VALUE))))
                .hasMessage("the value does not decode with schema id " + original
                        + ": Cannot read strings longer than 2147483639 bytes");
        unreadable(wire(original, encoded(encoder -> encoder.writeLong(-5))))
                .hasMessage("the value does not decode with schema id " + original
                        + ": Malformed data. Length is negative: -5");
        unreadable(wire(original, encoded(encoder -> encoder.writeLong(16 * 1024 * 1024))))
                .hasMessage("the value does not decode with schema id " + original
                        + ": Attempted to read 16777216 bytes, but only 0 bytes are available");
    }

    @Test
    void doesNotTrustTheCountOfAnArray() {
        for (long count : new long[] {Integer.MAX_VALUE - 8, 16 * 1024 * 1024 + 1}) {
            unreadable(arrayOf(count))
                    .hasMessage("the value does not decode with schema id " + original + ": Collection length " + count
                            + " exceeds the maximum allowed of 16777216");
        }
        unreadable(arrayOf(Long.MAX_VALUE))
                .hasMessage("the value does not decode with schema id " + original
                        + ": Cannot read collections larger than 2147483639 items in Java library");
        unreadable(arrayOf(16 * 1024 * 1024))
                .hasMessage(
                        "the value does not decode with schema id " + original
                                + ": Collection claims 16777216 elements with at least 1 bytes each, but only 0 bytes are available");
    }

    @Test
    void goesOnAfterHostileBytes() {
        byte[] value = stage.wire.write(original, AvroStage.ORIGINAL, ANSWER);
        for (int i = 5; i < value.length; i++) {
            byte[] changed = value.clone();
            changed[i] = (byte) 0xff;
            try {
                stage.unmarshal(changed);
            } catch (RuntimeException e) {
                assertThat(e.getCause()).isInstanceOf(UnreadableRecordException.class);
            }
        }
        assertThat(stage.unmarshal(value)).isEqualTo(expected());
    }

    @Test
    void readsKnownIdsWhileTheRegistryIsAway(@Separate RegistryServer separate) throws Exception {
        try (AvroStage own = new AvroStage(separate, AvroStage.RESPONSE).start()) {
            int known = own.wire.register("first-value", AvroStage.ORIGINAL);
            byte[] value = own.wire.write(known, AvroStage.ORIGINAL, ANSWER);
            assertThat(own.unmarshal(value)).isEqualTo(expected());
            separate.stop();

            assertThat(own.unmarshal(value)).isEqualTo(expected());
            assertThatThrownBy(() -> own.unmarshal(wire(4711, new byte[] {0})))
                    .cause()
                    .isExactlyInstanceOf(RegistryUnavailableException.class)
                    .hasMessage("registry " + separate.url() + " does not answer (ConnectException)");
            assertThat(own.marshal(Map.of("uuid", "u", "content", "hi", "channel_id", "77")))
                    .hasSizeGreaterThan(5);
        }
    }

    private static Map<String, Object> expected() {
        return answer(
                "uuid",
                "u-1",
                "content",
                "hi",
                "author_id",
                "42",
                "channel_id",
                "77",
                "guild_id",
                null,
                "attachments",
                List.of("http://a"),
                "reply_to",
                null,
                "interaction_token",
                null);
    }

    private static Map<String, Object> answer(Object... pairs) {
        Map<String, Object> map = new java.util.LinkedHashMap<>();
        for (String absent : List.of(
                "operation",
                "message_id",
                "user_id",
                "role_id",
                "thread_id",
                "emoji",
                "thread_name",
                "auto_archive_duration",
                "archived",
                "locked",
                "username",
                "avatar_url",
                "embeds_json",
                "components_json",
                "poll_json",
                "flags",
                "timeout_seconds",
                "reason",
                "interaction_deadline")) {
            map.put(absent, null);
        }
        map.put("message_ids", List.of());
        map.put("answer_uuid", null);
        map.put("applied_tags", List.of());
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private AbstractThrowableAssert<?, ?> unreadable(byte[] value) {
        return assertThatThrownBy(() -> stage.unmarshal(value))
                .cause()
                .isExactlyInstanceOf(UnreadableRecordException.class);
    }

    private byte[] arrayOf(long count) {
        return wire(original, encoded(encoder -> {
            for (String text : List.of("u", "hi", "42", "77")) {
                encoder.writeString(text);
            }
            encoder.writeIndex(0);
            encoder.writeLong(count);
        }));
    }

    private static byte[] wire(int id, byte[] avro) {
        return ByteBuffer.allocate(5 + avro.length)
                .put((byte) 0)
                .putInt(id)
                .put(avro)
                .array();
    }

    /** Something that writes to an encoder. */
    private interface Encoding {
        void to(BinaryEncoder encoder) throws IOException;
    }

    private static byte[] encoded(Encoding encoding) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        try {
            encoding.to(encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
