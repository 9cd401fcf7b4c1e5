package org.discordbridge.discord.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class MessageSplitterTest {
    private static final String FAMILY = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";
    private static final String FLAG = "\ud83c\uddeb\ud83c\uddf7";
    private static final String WAVE = "\ud83d\udc4b\ud83c\udffd";
    private static final String ACCENT = "e\u0301";

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n\t ", "\u3000"})
    void makesNothingOfBlanks(String text) {
        assertThat(MessageSplitter.split(text)).isEmpty();
        assertThat(MessageSplitter.split(text.repeat(3000))).isEmpty();
    }

    @Test
    void leavesAShortTextAsItIs() {
        assertThat(MessageSplitter.split("  hi\n")).containsExactly("  hi\n");
        assertThat(MessageSplitter.split("x".repeat(2000))).containsExactly("x".repeat(2000));
    }

    @Test
    void cutsAtTheEndOfALine() {
        String first = "a".repeat(1500);
        String second = "b c ".repeat(300).strip();

        assertThat(MessageSplitter.split(first + "\n" + second)).containsExactly(first, second);
    }

    @Test
    void cutsBetweenWordsIfThereIsNoLine() {
        String words = "word ".repeat(900).strip();

        assertThat(MessageSplitter.split(words))
                .containsExactly(
                        "word ".repeat(400).strip(),
                        "word ".repeat(400).strip(),
                        "word ".repeat(100).strip());
    }

    @Test
    void cutsAWordThatIsTooLong() {
        assertThat(MessageSplitter.split("x".repeat(4100)))
                .containsExactly("x".repeat(2000), "x".repeat(2000), "x".repeat(100));
    }

    @Test
    void keepsFirstLinesIndentationOfTheFirstPartOnlyAsDiscordDoes() {
        assertThat(MessageSplitter.split("  " + "x".repeat(1900) + "\n" + "y".repeat(500)))
                .containsExactly("x".repeat(1900), "y".repeat(500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d\ude3a", FAMILY, FLAG, WAVE, ACCENT, "\u2764\ufe0f", "1\ufe0f\u20e3"})
    void neverCutsWhatPeopleSeeAsOneCharacter(String character) {
        for (int shift = 0; shift < 12; shift++) {
            String text = "a".repeat(shift) + character.repeat(4100 / character.length());
            List<String> parts = MessageSplitter.split(text);

            assertThat(String.join("", parts)).isEqualTo(text);
            assertThat(parts.get(0)).as("shift %d", shift).matches("a{" + shift + "}(" + character + ")+");
            assertThat(parts.subList(1, parts.size())).allMatch(part -> part.matches("(" + character + ")+"));
        }
    }

    @Test
    void keepsACodeBlockWhole() {
        String text = "x".repeat(1000) + "\n";
        String block = "```java\n" + "int i;\n".repeat(200) + "```";

        assertThat(MessageSplitter.split(text + block + "\nend")).containsExactly(text.strip(), block + "\nend");
    }

    @Test
    void closesACodeBlockAndOpensItAgainInItsLanguage() {
        String line = "int counter = 0;\n";
        List<String> parts = MessageSplitter.split("```java\n" + line.repeat(300) + "```");

        assertThat(parts)
                .hasSize(3)
                .allSatisfy(part -> assertThat(part)
                        .startsWith("```java\nint counter = 0;\n")
                        .endsWith("int counter = 0;\n```"));
        assertThat(String.join("", parts).split("int counter = 0;", -1)).hasSize(301);
    }

    @Test
    void opensACodeBlockWithoutLanguageAgainWithoutOne() {
        List<String> parts = MessageSplitter.split("```\n" + "some text\n".repeat(300) + "```");

        assertThat(parts)
                .hasSize(2)
                .allSatisfy(
                        part -> assertThat(part).startsWith("```\nsome text").endsWith("\n```"));
    }

    @Test
    void keepsTheFirstLineOfACodeBlockThatIsNoLanguage() {
        List<String> parts = MessageSplitter.split("```not a language\n" + "x ".repeat(2000) + "```");

        assertThat(parts.get(0)).startsWith("```\nnot a language\nx x");
        assertThat(parts.get(1)).startsWith("```\n").endsWith("\n```");
    }

    @Test
    void takesAnUnclosedFenceForText() {
        String text = "```java\n" + "x".repeat(1900) + "\n" + "y".repeat(500);

        assertThat(MessageSplitter.split(text)).containsExactly("```java\n" + "x".repeat(1900), "y".repeat(500));
    }

    @Test
    void takesCarriageReturnsForBlanks() {
        assertThat(MessageSplitter.split("a".repeat(1999) + "\r\n" + "b".repeat(1999)))
                .containsExactly("a".repeat(1999), "b".repeat(1999));
    }

    @Test
    void keepsEveryPropertyForAnyText() {
        for (int seed = 0; seed < 1_500; seed++) {
            String text = text(new Random(seed));
            List<String> parts = MessageSplitter.split(text);

            for (String part : parts) {
                assertThat(part.length()).as("seed %d", seed).isBetween(1, 2000);
                assertThat(part).as("seed %d", seed).isNotBlank();
                assertThat(hasBrokenPair(part))
                        .as("seed %d has a broken pair", seed)
                        .isFalse();
                assertThat(fences(part) % 2)
                        .as("seed %d leaves a code block open: %s", seed, parts)
                        .isZero();
            }
            assertThat(bare(String.join("", parts))).as("seed %d", seed).isEqualTo(bare(text));
        }
    }

    /** Words, lines, emoji and closed code blocks in any order. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(9_000);
        while (text.length() < length) {
            switch (random.nextInt(9)) {
                case 0 -> text.append("\n".repeat(1 + random.nextInt(3)));
                case 1 -> text.append(" ".repeat(1 + random.nextInt(random.nextInt(20) == 0 ? 3000 : 4)));
                case 2 -> text.append(List.of(FAMILY, FLAG, WAVE, ACCENT).get(random.nextInt(4)));
                case 3 -> text.append("z".repeat(random.nextInt(random.nextInt(30) == 0 ? 5000 : 40)));
                case 4 -> {
                    if (random.nextInt(6) == 0) {
                        text.append("```")
                                .append(List.of("", "java", "c++").get(random.nextInt(3)))
                                .append('\n');
                        text.append("code line\n".repeat(random.nextInt(random.nextInt(4) == 0 ? 600 : 40)));
                        text.append("```");
                    }
                }
                default -> text.append("word").append(random.nextInt(1000)).append(' ');
            }
        }
        return text.toString();
    }

    /** Without blanks, and without the fences and languages that are repeated at cuts. */
    private static String bare(String text) {
        return text.replaceAll("```(java|c\\+\\+)?", "").replaceAll("\\s+", "");
    }

    private static int fences(String part) {
        int count = 0;
        for (Matcher fence = Pattern.compile("```").matcher(part); fence.find(); ) {
            count++;
        }
        return count;
    }

    private static boolean hasBrokenPair(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == part.length() || !Character.isLowSurrogate(part.charAt(++i))) {
                    return true;
                }
            } else if (Character.isLowSurrogate(c)) {
                return true;
            }
        }
        return false;
    }
}
