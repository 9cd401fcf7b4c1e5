package org.discordbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LedgerMemoryTest {
    private long now = 1_000_000_000L;

    private final LedgerMemory memory = new LedgerMemory(3, Duration.ofHours(1), new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now);
        }
    });

    @Test
    void keepsTheNewest() {
        for (int i = 0; i < 5; i++) {
            memory.put("k" + i, entry("u" + i, 0, i));
        }

        assertThat(memory.size()).isEqualTo(3);
        assertThat(memory.get("k1")).isNull();
        assertThat(memory.first("u1")).isNull();
        assertThat(memory.get("k2").messageId()).isEqualTo("2");
        assertThat(memory.first("u4").messageId()).isEqualTo("4");
    }

    @Test
    void whatComesBackFromTheTopicLateIsNotNews() {
        memory.put("a", new LedgerEntry("u", 1, "1", "2", now + 1));
        memory.put("a", new LedgerEntry("u", 1, "1", "3", now));

        assertThat(memory.get("a").messageId()).isEqualTo("2");
    }

    @Test
    void forgetsWhatIsOld() {
        memory.put("old", entry("u", 0, 1));
        now += Duration.ofMinutes(61).toMillis();

        assertThat(memory.get("old")).isNull();
        assertThat(memory.first("u")).isNull();
        memory.put("new", entry("v", 0, 2));
        assertThat(memory.size()).isEqualTo(1);
        memory.put("older than that", new LedgerEntry("w", 0, "1", "3", 1));
        assertThat(memory.size()).isEqualTo(1);
    }

    @Test
    void findsTheFirstPartOfTheLastAnswerWithAUuid() {
        memory.put("a-0", entry("u", 0, 1));
        memory.put("a-1", entry("u", 1, 2));
        assertThat(memory.first("u").messageId()).isEqualTo("1");
        memory.put("b-0", entry("u", 0, 3));
        // read again from the topic
        memory.put("a-0", entry("u", 0, 1));

        assertThat(memory.first("u").messageId()).isEqualTo("3");
        memory.remove("b-0");
        assertThat(memory.first("u")).isNull();
    }

    @Test
    void entriesAreJson() {
        LedgerEntry entry = new LedgerEntry("a \"uuid\" \u00e4", 2, "18446744073709551615", "9", 1764000000000L);

        assertThat(LedgerEntry.of(entry.toJson())).isEqualTo(entry);
        assertThat(LedgerEntry.of(entry(null, 0, 1).toJson())).isEqualTo(entry(null, 0, 1));
        assertThatThrownBy(() -> LedgerEntry.of("{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it is no entry of a ledger: fields are missing");
        for (String other :
                new String[] {"", "x", "[]", "{\"channel_id\": [], \"message_id\": 1}", "{\"channel_id\":"}) {
            assertThatThrownBy(() -> LedgerEntry.of(other.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("it is no entry of a ledger: ");
        }
    }

    private LedgerEntry entry(String uuid, int part, int message) {
        return new LedgerEntry(uuid, part, "7", String.valueOf(message), now);
    }
}
