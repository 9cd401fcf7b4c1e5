package org.discordbridge.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.event.KeyValuePair;

@Timeout(120)
class KeyValueEncoderTest {
    private final KeyValueEncoder encoder = new KeyValueEncoder();

    @Test
    void onlyWordsGoWithoutQuotes() {
        LoggingEvent event = event("It is \"here\",\nback\\slash\u0001 end", null);
        event.setMDCPropertyMap(Map.of("message", ""));
        event.setKeyValuePairs(List.of(new KeyValuePair("bytes", 12L), new KeyValuePair("bot", "a b")));

        assertThat(encoded(event))
                .isEqualTo("time=2026-03-01T10:00:00Z level=WARN logger=Part bytes=12 bot=\"a b\""
                        + " text=\"It is \\\"here\\\",\\nback\\\\slash  end\"\n");
    }

    @Test
    void whatFailedIsOnTheSameLine() {
        LoggingEvent event =
                event("oops", new IllegalStateException("outer", new IllegalArgumentException("inner\nsecond")));

        assertThat(encoded(event))
                .isEqualTo("time=2026-03-01T10:00:00Z level=WARN logger=Part text=oops"
                        + " cause=\"java.lang.IllegalStateException: outer\""
                        + " cause=\"java.lang.IllegalArgumentException: inner\\nsecond\"\n");
    }

    private String encoded(LoggingEvent event) {
        return new String(encoder.encode(event), UTF_8);
    }

    private static LoggingEvent event(String text, Throwable thrown) {
        LoggingEvent event =
                new LoggingEvent("x", new LoggerContext().getLogger("org.some.Part"), Level.WARN, text, thrown, null);
        event.setInstant(Instant.parse("2026-03-01T10:00:00Z"));
        if (thrown != null) {
            event.setMDCPropertyMap(Map.of());
        }
        return event;
    }
}
