package org.discordbridge.streams.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Folds a text so that what looks the same becomes the same: case, width and style of letters, invisible characters,
 * look-alike letters (Unicode TR 39), accents and other marks, spaces and punctuation do not count. A number counts as a
 * number, whatever it is, and a link as its host. Digits in place of letters ({@code fr33}) are not folded.
 *
 * <p>Safe for any number of threads. The time it takes grows with the length of the text alone, whatever is in it.
 */
public final class TextFolding {
    /** Text beyond is not looked at: the longest message has 4,000 characters, and may bring others with it. */
    static final int LONGEST = 16_384;

    /** A number, and the mark of a link: both stay what they are in every later step. */
    private static final char NUMBER = '#';

    private static final char LINK = '@';
    /** Begins where a word does and never goes back, so that no text makes it slow. */
    private static final Pattern URL = Pattern.compile(
            "(?<![a-z0-9.@-])(?:https?://(?:[^\\s/@]*+@)?+)?+((?:[a-z0-9-]++\\.(?=[a-z0-9-]))++[a-z]{2,24}+)"
                    + "(?![a-z0-9.-]*+@)\\.?+(?::[0-9]{1,5}+)?+(?:/\\S*+)?+");

    private static final Normalizer2 FOLDED = Normalizer2.getNFKCCasefoldInstance();
    private static final Normalizer2 DECOMPOSED = Normalizer2.getNFDInstance();
    private static final SpoofChecker LOOKS = new SpoofChecker.Builder().build();

    private TextFolding() {}

    /**
     * Describes a text as it is compared.
     *
     * @param text the text in which words count
     * @param links how many links are in it
     */
    public record Folded(String text, int links) {}

    /** Folds a text. */
    public static Folded fold(String text) {
        String bounded = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        String folded = FOLDED.normalize(bounded);
        StringBuilder plain = new StringBuilder(folded.length());
        Matcher urls = URL.matcher(folded);
        int links = 0;
        int from = 0;
        while (urls.find()) {
            links++;
            words(folded, from, urls.start(), plain);
            plain.append(LINK);
            words(urls.group(1), 0, urls.group(1).length(), plain);
            from = urls.end();
        }
        words(folded, from, folded.length(), plain);
        return new Folded(plain.isEmpty() ? "" : letters(LOOKS.getSkeleton(plain)), links);
    }

    /** Adds letters, signs and numbers; leaves out spaces, punctuation and marks. */
    private static void words(String text, int from, int to, StringBuilder into) {
        CharSequence bare = DECOMPOSED.normalize(text.substring(from, to));
        for (int i = 0; i < bare.length(); ) {
            int point = Character.codePointAt(bare, i);
            i += Character.charCount(point);
            int kind = UCharacter.getType(point);
            if (UCharacter.isDigit(point)) {
                if (into.isEmpty() || into.charAt(into.length() - 1) != NUMBER) {
                    into.append(NUMBER);
                }
            } else if (counts(kind)) {
                into.appendCodePoint(point);
            }
        }
    }

    /** Leaves out marks that the look of a letter has come to, such as the stroke of an o. */
    private static String letters(String skeleton) {
        StringBuilder bare = new StringBuilder(skeleton.length());
        skeleton.codePoints()
                .filter(point -> !isMark(UCharacter.getType(point)))
                .forEach(bare::appendCodePoint);
        return bare.toString();
    }

    private static boolean isMark(int kind) {
        return kind == UCharacterCategory.NON_SPACING_MARK
                || kind == UCharacterCategory.ENCLOSING_MARK
                || kind == UCharacterCategory.COMBINING_SPACING_MARK;
    }

    private static boolean counts(int kind) {
        return switch (kind) {
            case UCharacterCategory.UPPERCASE_LETTER,
                    UCharacterCategory.LOWERCASE_LETTER,
                    UCharacterCategory.TITLECASE_LETTER,
                    UCharacterCategory.MODIFIER_LETTER,
                    UCharacterCategory.OTHER_LETTER,
                    UCharacterCategory.LETTER_NUMBER,
                    UCharacterCategory.OTHER_NUMBER,
                    UCharacterCategory.OTHER_SYMBOL,
                    UCharacterCategory.CURRENCY_SYMBOL -> true;
            default -> false;
        };
    }
}
