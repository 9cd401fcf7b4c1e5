package org.discordbridge.streams.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TextFormTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREE NITRO",
                "f r e e   n i t r o",
                "free\u200bni\u2060tro\ufe0f",
                "fr\u0435\u0435 nitr\u043e",
                "\uff46\uff52\uff45\uff45 \uff4e\uff49\uff54\uff52\uff4f",
                "\ud835\udcd5\ud835\udcfb\ud835\udcee\ud835\udcee nitro",
                "fr\u00e9e n\u0303i\u0308tro",
                "f\u0338r\u0336ee nitro!!!",
                "*free* _nitro_ `...`",
                "\u202efree nitro\u202c"
            })
    void countsAsTheSame(String text) {
        assertThat(TextForm.of(text, List.of()).isSame(TextForm.of("free nitro", List.of())))
                .as(TextFolding.fold(text).text())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "win 500 coins, win 1000000 coins",
        "<@123456> look, <@!99> look",
        "see https://evil.example/a?b=c, see http://EVIL.example:8080/other",
        "see evil.example./a, see evil.example/b",
        "discord.gg/abc now, https://discord.gg/XYZ now"
    })
    void countsNumbersAsNumbersAndLinksAsHosts(String one, String other) {
        assertThat(TextFolding.fold(one).text())
                .isEqualTo(TextFolding.fold(other).text());
    }

    @ParameterizedTest
    @CsvSource({"free nitro, free nitros", "see a.example, see b.example", "pay 5, pay", "fr33 nitro, free nitro"})
    void tellsOtherTextsApart(String one, String other) {
        assertThat(TextForm.of(one, List.of()).isSame(TextForm.of(other, List.of())))
                .isFalse();
    }

    @Test
    void countsLinks() {
        assertThat(TextFolding.fold("https://a.example/x, b.example; www.c.example... me@d.example v1.2 e.g. end.")
                        .links())
                .isEqualTo(3);
        assertThat(TextFolding.fold("<https://a.example/x> [b](https://b.example)")
                        .links())
                .isEqualTo(2);
        assertThat(TextFolding.fold("look at www.c.example.").links()).isEqualTo(1);
        assertThat(TextFolding.fold("write to me@d.example").links()).isZero();
        assertThat(TextFolding.fold("https://you@a.example/x").links()).isEqualTo(1);
    }

    @Test
    void hasNothingToCompareInSilence() {
        for (String text : List.of("", "  \n", "\u200b\u200b", "...!?", "\ud800")) {
            assertThat(TextForm.of(text, List.of()).isSame(TextForm.of(text, List.of())))
                    .as(text)
                    .isFalse();
        }
        assertThat(TextForm.of("", List.of("a")).isSame(TextForm.of("", List.of("a"))))
                .isTrue();
    }

    @Test
    void keepsEmojisAndLettersOfAllScripts() {
        assertThat(TextFolding.fold("\ud83c\udf89\ud83c\udf89").text()).isNotEmpty();
        assertThat(TextFolding.fold("\u4f60\u597d").text()).isEqualTo("\u4f60\u597d");
        assertThat(TextFolding.fold("\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35").text())
                .isNotEmpty();
    }

    /** Texts that are made to take long: what is bounded is their length, and each is done in one pass. */
    @ParameterizedTest
    @ValueSource(strings = {"a.", "a", ".", "https://", "a-", "\u0336", "\ufdfa", "@a.", "1a.", "a.co@"})
    void isDoneWithTextsThatAreMadeToTakeLong(String part) {
        String hostile = part.repeat(400_000 / part.length());
        for (int i = 0; i < 20; i++) {
            assertThat(TextForm.of(hostile, List.of())).isNotNull();
        }
    }

    @Test
    void estimatesHowAlikeTextsAre() {
        TextForm text = TextForm.of("come to our new server and get free coins for your account today", List.of());

        assertThat(text.likeness(text)).isEqualTo(1);
        assertThat(text.likeness(
                        TextForm.of("come to our new server and get free coins for your account right now", List.of())))
                .isGreaterThan(0.6);
        assertThat(text.likeness(
                        TextForm.of("I have a question about the weather in the mountains this week", List.of())))
                .isLessThan(0.3);
        assertThat(text.likeness(TextForm.NONE)).isZero();
    }
}
