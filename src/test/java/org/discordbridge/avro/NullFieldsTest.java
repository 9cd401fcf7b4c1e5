package org.discordbridge.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.discordbridge.event.SampleEvents;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.ServersExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is null, and a schema that has no null there. */
@Timeout(120)
@ExtendWith(ServersExtension.class)
class NullFieldsTest {
    @TempDir
    Path directory;

    @Test
    void isAnErrorThatNamesTheFieldIfThereIsNoDefault(RegistryServer registry) throws Exception {
        Path schema = schema("{\"name\": \"data\", \"type\": \"string\"},");
        // one of somebody's own, of which nothing is known at the start
        Files.writeString(schema, Files.readString(schema).replace("org.discordbridge", "org.example"));
        try (AvroStage stage = new AvroStage(registry, schema).start()) {
            assertThatThrownBy(() -> stage.marshal(SampleEvents.message()))
                    .cause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("MessageCreated does not fit " + schema
                            + ": field 'data' is null in MessageCreated, and neither nullable nor with a default in the"
                            + " schema. Make it a union of null and string, or give it a default");
        }
    }

    @Test
    void holdsForMapsToo(RegistryServer registry) throws Exception {
        try (AvroStage stage = new AvroStage(registry, AvroStage.RESPONSE).start()) {
            Map<String, Object> answer = new HashMap<>(Map.of("uuid", "u", "content", "hi", "channel_id", "7"));
            answer.put("author_id", null);
            answer.put("guild_id", null);
            assertThat((Map<?, ?>) stage.unmarshal(stage.marshal(answer))).satisfies(record -> {
                assertThat(record.get("author_id")).hasToString("");
                assertThat(record.get("guild_id")).isNull();
            });

            answer.put("channel_id", null);
            assertThatThrownBy(() -> stage.marshal(answer))
                    .cause()
                    .hasMessage("HashMap does not fit schemas/response.avsc: field 'channel_id' is null in a map, and"
                            + " neither nullable nor with a default in the schema. Make it a union of null and string,"
                            + " or give it a default");
        }
    }

    private Path schema(String field) throws Exception {
        String text = Files.readString(AvroStage.MESSAGE);
        String first = "\"fields\": [\n    ";
        assertThat(text).contains(first).doesNotContain("\"data\"");
        return Files.writeString(
                directory.resolve("message.avsc"), text.replaceFirst("(?s)\"fields\": \\[\n    ", "$0" + field));
    }
}
