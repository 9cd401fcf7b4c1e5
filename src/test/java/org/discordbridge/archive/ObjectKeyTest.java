package org.discordbridge.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.discordbridge.event.SampleEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ObjectKeyTest {
    @Test
    void namesGuildChannelMessageAndFile() {
        assertThat(ObjectKey.of(FileOrigin.of(SampleEvents.message()), SampleEvents.file("501", "cat.png")))
                .isEqualTo("5/77/1180424242424242424/501/cat.png");
    }

    @Test
    void namesNoGuildInDirectMessages() {
        assertThat(ObjectKey.of(direct("9", "8"), SampleEvents.file("501", "cat.png")))
                .isEqualTo("dm/8/9/501/cat.png");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../1", "1/2", "-1", "1 ", "123456789012345678901", "\u0661"})
    void refusesIdsThatAreNoNumbers(String id) {
        assertThatThrownBy(() -> ObjectKey.of(direct(id, "8"), SampleEvents.file("501", "cat.png")))
                .isExactlyInstanceOf(FileRefusedException.class)
                .hasMessage("an id of it is not a number");
        assertThatThrownBy(() -> ObjectKey.of(direct("9", "8"), SampleEvents.file(id, "cat.png")))
                .isExactlyInstanceOf(FileRefusedException.class)
                .hasMessage("an id of it is not a number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "cat.png|cat.png",
                "my cat.png|my cat.png",
                "../../etc/passwd|._._etc_passwd",
                "..\\..\\boot.ini|._._boot.ini",
                "/etc/passwd|_etc_passwd",
                "a/b.txt|a_b.txt",
                ".|file",
                "..|file",
                "...|file",
                "   |file",
                "''|file",
                "a\u0000b.txt|a_b.txt",
                "a\u001b[31m.txt|a_[31m.txt",
                "a\u202egnp.exe|a_gnp.exe",
                "a\u200b.txt|a_.txt",
                "\ufeffa.txt|_a.txt",
                "e\u0301.txt|\u00e9.txt",
                "\ud83d\ude3a.png|\ud83d\ude3a.png",
                "a\ud83d.png|a_.png",
                "a\ue000.png|a_.png",
                ".htaccess|.htaccess",
                "archive.tar.gz|archive.tar.gz"
            })
    void makesANameSafe(String name, String safe) {
        assertThat(ObjectKey.safeName(name)).isEqualTo(safe);
    }

    @Test
    void cutsALongNameAndKeepsItsExtension() {
        assertThat(ObjectKey.safeName("a".repeat(300) + ".png")).isEqualTo("a".repeat(124) + ".png");
        assertThat(ObjectKey.safeName("a".repeat(128))).isEqualTo("a".repeat(128));
        assertThat(ObjectKey.safeName("a".repeat(129))).isEqualTo("a".repeat(128));
    }

    @Test
    void cutsBetweenCharacters() {
        assertThat(ObjectKey.safeName("\u00e9".repeat(100) + ".jpeg")).isEqualTo("\u00e9".repeat(61) + ".jpeg");
        assertThat(ObjectKey.safeName("\ud83d\ude3a".repeat(100) + ".png"))
                .isEqualTo("\ud83d\ude3a".repeat(31) + ".png");
    }

    @Test
    void takesALongEndForNoExtension() {
        assertThat(ObjectKey.safeName("a".repeat(100) + "." + "b".repeat(100)))
                .isEqualTo("a".repeat(100) + "." + "b".repeat(27));
    }

    @Test
    void isSafeForAnyName() {
        Random random = new Random(42);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder name = new StringBuilder();
            int length = random.nextInt(300);
            for (int j = 0; j < length; j++) {
                name.append((char) random.nextInt(random.nextBoolean() ? 128 : 0x10000));
            }
            String safe = ObjectKey.safeName(name.toString());

            assertThat(safe.getBytes(UTF_8)).hasSizeBetween(1, 128);
            assertThat(safe).doesNotContainPattern("[\\p{Cntrl}/\\\\]").isNotIn(".", "..");
            assertThat(UTF_8.newEncoder().canEncode(safe)).isTrue();
            assertThat(ObjectKey.safeName(safe)).isEqualTo(safe);
        }
    }

    private static FileOrigin direct(String messageId, String channelId) {
        return new FileOrigin(null, channelId, messageId, "42");
    }
}
