package org.discordbridge.intents.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model itself, and the pieces that it reads. */
@Timeout(120)
class MiniLmTest {
    private static final MiniLm MODEL = new MiniLm();

    private static double cosine(String one, String other) {
        float[] first = MODEL.vector(one);
        float[] second = MODEL.vector(other);
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += first[i] * second[i];
        }
        return sum;
    }

    /** Numbers as the tokenizer of Hugging Face gives them for this model. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hello, World!        | 101 7592 1010 2088 999 102
            Héllo wörld          | 101 7592 2088 102
            unaffable            | 101 14477 20961 3468 102
            don't                | 101 2123 1005 1056 102
            你好                  | 101 100 100 102
            """)
    void splitsIntoPieces(String text, String numbers) throws Exception {
        WordPieces pieces = WordPieces.read(
                MiniLm.class.getClassLoader().getResourceAsStream("all-minilm-l6-v2-q-tokenizer.json"), 128);

        StringBuilder found = new StringBuilder();
        for (long number : pieces.of(text)) {
            found.append(' ').append(number);
        }
        assertThat(found.substring(1)).isEqualTo(numbers);
    }

    @Test
    void textsThatMeanTheSameAreNear() {
        assertThat(cosine("When do you open?", "What are your opening hours?")).isGreaterThan(0.6);
        assertThat(cosine("When do you open?", "I have a headache")).isLessThan(0.2);
    }

    @Test
    void isTheSameEachTimeAndOfLengthOne() {
        assertThat(MODEL.vector("Good morning")).containsExactly(MODEL.vector("Good morning"));
        assertThat(cosine("Good morning", "Good morning")).isCloseTo(1, within(1e-5));
    }

    @Test
    void leavesNothingOnDisk() throws Exception {
        assertThat(MODEL.vector("Good morning")).isNotEmpty();

        assertThat(UnpackedLibrary.files()).isEmpty();
    }

    @Test
    void takesAnyText() {
        for (String text : new String[] {
            "", " ", "\uD83C\uDF89", "\uD83C", "a".repeat(4000), "word ".repeat(2000), "\u0000\u200b", "```x```"
        }) {
            assertThat(MODEL.vector(text)).hasSize(384).doesNotContain(Float.NaN);
        }
        assertThat(cosine("word ".repeat(126), "word ".repeat(2000) + "other"))
                .as("the first words count")
                .isCloseTo(1, within(1e-5));
    }
}
