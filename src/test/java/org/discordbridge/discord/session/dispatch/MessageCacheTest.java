package org.discordbridge.discord.session.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.discordbridge.event.Actor;
import org.discordbridge.event.MessageCreated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the cache of messages does that does not show from outside, or only with very many messages. */
@Timeout(120)
class MessageCacheTest {
    private static final long MUCH = 1 << 30;
    private static final Actor ADA = new Actor("7", "Ada ♥", "ada", false, List.of("12", "13"));

    @Test
    void tellsAllThatItWasTold() {
        MessageCache cache = new MessageCache(10, MUCH);
        Instant edited = Instant.parse("2026-01-31T12:00:00.123456Z");
        cache.put(message("18446744073709551615", ADA, "Ωmega \uD83E\uDD16", edited, "3", "4"));
        cache.put(message("5", new Actor("8", null, null, false, List.of()), "", null, null, null));
        cache.put(message("6", new Actor("9", "B", "b", true, List.of()), "x".repeat(20_000), null, null, null));

        assertThat(cache.get("18446744073709551615"))
                .isEqualTo(new MessageCache.Seen(ADA, "Ωmega \uD83E\uDD16", edited, "3", "4"));
        assertThat(cache.get("5"))
                .isEqualTo(new MessageCache.Seen(new Actor("8", null, null, false, List.of()), "", null, null, null));
        assertThat(cache.get("6").content()).isEqualTo("x".repeat(20_000));
        assertThat(cache.get("6").author().bot()).isTrue();
    }

    @Test
    void countsAMessageOnceAsLongAsItStaysTheSame() {
        MessageCache cache = new MessageCache(2, MUCH);
        cache.put(message("1", "one"));
        for (int again = 0; again < 10; again++) {
            cache.put(message("2", "two"));
        }
        assertThat(cache.get("1")).isNotNull();
        cache.put(message("2", "changed"));
        assertThat(cache.get("1")).isNull();
        assertThat(cache.get("2").content()).isEqualTo("changed");
    }

    @Test
    void takesNoMoreMemoryThanIsAllowed() {
        MessageCache cache = new MessageCache(1_000_000, 100_000);
        for (int id = 0; id < 5_000; id++) {
            cache.put(message(String.valueOf(id), "a text of some length"));
            assertThat(cache.bytes()).isLessThanOrEqualTo(100_000);
        }
        assertThat(cache.size()).isBetween(300, 2_000);
        cache.put(message("9999", "x".repeat(100_000)));
        assertThat(cache.size()).isZero();
        cache.clear();
        cache.put(message("1", "one"));
        assertThat(cache.get("1").content()).isEqualTo("one");
    }

    @Test
    void isAMapThatForgetsTheOldest() {
        Random random = new Random(4711);
        MessageCache cache = new MessageCache(300, MUCH);
        Map<String, String> model = new HashMap<>();
        ArrayDeque<Map.Entry<String, String>> written = new ArrayDeque<>();
        for (int step = 0; step < 50_000; step++) {
            String id = String.valueOf(random.nextInt(1_000));
            String text = "x".repeat(random.nextInt(400)) + step;
            if (random.nextInt(10) == 0) {
                assertThat(cache.remove(id)).isEqualTo(seen(model.remove(id)));
            } else {
                cache.put(message(id, text));
                model.put(id, text);
                written.add(Map.entry(id, text));
                if (written.size() > 300) {
                    Map.Entry<String, String> oldest = written.remove();
                    model.remove(oldest.getKey(), oldest.getValue());
                }
            }
            assertThat(cache.size()).isEqualTo(model.size());
            String other = String.valueOf(random.nextInt(1_000));
            assertThat(cache.get(other)).isEqualTo(seen(model.get(other)));
        }
    }

    private static MessageCache.Seen seen(String text) {
        return text == null ? null : new MessageCache.Seen(ADA, text, null, null, null);
    }

    private static MessageCreated message(String id, String text) {
        return message(id, ADA, text, null, null, null);
    }

    private static MessageCreated message(
            String id, Actor author, String text, Instant edited, String webhook, String application) {
        return new MessageCreated(
                id,
                Instant.EPOCH,
                edited,
                0,
                0,
                text,
                "20",
                null,
                null,
                null,
                null,
                author.id(),
                author.name(),
                author.username(),
                author.bot(),
                webhook,
                application,
                null,
                List.of(),
                List.of(),
                false,
                List.of(),
                List.of(),
                List.of(),
                null,
                author.roles(),
                null,
                null,
                "",
                null,
                null,
                null,
                null);
    }
}
