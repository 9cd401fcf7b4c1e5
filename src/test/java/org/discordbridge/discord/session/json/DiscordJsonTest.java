package org.discordbridge.discord.session.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class DiscordJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-25T10:20:30.123000+00:00",
                "2026-11-25T10:20:30.123456+00:00",
                "2026-11-25T10:20:30+00:00",
                "2026-11-25T10:20:30Z",
                "2026-11-25T10:20:30.1Z",
                "2026-11-25T10:20:30.123456789Z",
                "2024-02-29T23:59:59.999+00:00",
                "1969-12-31T23:59:59.5+00:00",
                "2026-11-25T10:20:30.123+02:00",
                "2026-11-25T10:20+00:00"
            })
    void readsATimeAsJavaDoes(String text) {
        assertThat(time(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "+00:00",
                "soon",
                "2026-11-25",
                "2026-11-25T10:20:30",
                "2026-13-25T10:20:30Z",
                "2023-02-29T10:20:30Z",
                "2026-11-25T24:20:30Z",
                "2026-11-25T10:20:60Z",
                "2026-11-25T10:20:30.1234567890Z",
                "2026-11-25T10:20:30,123Z",
                "2026-11-25T10:20:3 Z",
                "2026-11-25T-1:20:30Z"
            })
    void knowsWhatIsNoTime(String text) {
        assertThat(time(text)).isNull();
    }

    @Test
    void aTimeMayBeAbsentOrNull() {
        assertThat(JsonObject.of(DataObject.empty()).time("timestamp")).isNull();
        assertThat(JsonObject.of(DataObject.fromJson("{\"timestamp\": null}")).time("timestamp"))
                .isNull();
    }

    private static Instant time(String text) {
        return JsonObject.of(DataObject.empty().put("timestamp", text)).time("timestamp");
    }
}
