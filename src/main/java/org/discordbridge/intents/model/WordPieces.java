package org.discordbridge.intents.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits a text into the pieces of words that BERT knows, lower-cased and without accents, as its tokenizer does
 * (Devlin et al. 2018; Hugging Face, BertNormalizer, BertPreTokenizer, WordPiece). Safe for any number of threads.
 */
final class WordPieces {
    private static final String INSIDE = "##";
    private static final int LONGEST_WORD = 100;
    private static final int REPLACEMENT = 0xFFFD;

    private final Map<String, Integer> numbers;
    private final int most;
    private final int begin;
    private final int end;
    private final int unknown;

    private WordPieces(Map<String, Integer> numbers, int most) {
        this.numbers = numbers;
        this.most = most;
        begin = number("[CLS]");
        end = number("[SEP]");
        unknown = number("[UNK]");
    }

    private int number(String piece) {
        Integer number = numbers.get(piece);
        if (number == null) {
            throw new IllegalArgumentException("The words of the model have no " + piece);
        }
        return number;
    }

    /**
     * Reads the pieces from a {@code tokenizer.json} of Hugging Face.
     *
     * @param most into how many pieces a text is split, at most; the rest of it is left out
     */
    static WordPieces read(InputStream json, int most) throws IOException {
        Map<String, Integer> numbers = new HashMap<>(65_536);
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.START_OBJECT && "vocab".equals(parser.currentName())) {
                    while (parser.nextToken() == JsonToken.FIELD_NAME) {
                        String piece = parser.currentName();
                        numbers.put(piece, parser.nextIntValue(-1));
                    }
                }
            }
        }
        return new WordPieces(numbers, most);
    }

    /** Returns the numbers of the pieces, with those of begin and end. */
    long[] of(String text) {
        long[] pieces = new long[most];
        pieces[0] = begin;
        int count = 1;
        for (String word : words(text)) {
            if (count == most - 1) {
                break;
            }
            count = add(word, pieces, count);
        }
        pieces[count++] = end;
        return Arrays.copyOf(pieces, count);
    }

    /** Adds the longest pieces that a word has, from its begin on; a word that has none is one that is unknown. */
    private int add(String word, long[] pieces, int count) {
        if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
            pieces[count] = unknown;
            return count + 1;
        }
        List<Integer> found = new ArrayList<>();
        int from = 0;
        while (from < word.length()) {
            int to = word.length();
            Integer number = null;
            while (to > from && number == null) {
                String part = word.substring(from, to);
                number = numbers.get(from == 0 ? part : INSIDE + part);
                if (number == null) {
                    to--;
                }
            }
            if (number == null) {
                found = List.of(unknown);
                break;
            }
            found.add(number);
            from = to;
        }
        int next = count;
        for (int number : found) {
            if (next == most - 1) {
                break;
            }
            pieces[next++] = number;
        }
        return next;
    }

    private List<String> words(String text) {
        // more characters than that cannot be needed, and normal forms of long texts take time
        String head = text.length() <= most * LONGEST_WORD ? text : text.substring(0, most * LONGEST_WORD);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        Normalizer.normalize(head, Normalizer.Form.NFD).codePoints().forEach(one -> {
            if (Character.getType(one) == Character.NON_SPACING_MARK) {
                return;
            }
            if (isSpace(one)) {
                take(word, words);
            } else if (isPunctuation(one) || isIdeograph(one)) {
                take(word, words);
                words.add(Character.toString(one));
            } else if (one != REPLACEMENT && !isControl(one)) {
                word.appendCodePoint(Character.toLowerCase(one));
            }
        });
        take(word, words);
        return words;
    }

    private static void take(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static boolean isSpace(int one) {
        return one == '\t' || one == '\n' || one == '\r' || Character.isWhitespace(one) || Character.isSpaceChar(one);
    }

    private static boolean isControl(int one) {
        return switch (Character.getType(one)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    private static boolean isPunctuation(int one) {
        if (one < 128) {
            return one > ' ' && one < 127 && !Character.isLetterOrDigit(one);
        }
        return switch (Character.getType(one)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    /** Returns whether a character is a word by itself, in the sense of the model. */
    private static boolean isIdeograph(int one) {
        return one >= 0x4E00 && one <= 0x9FFF
                || one >= 0x3400 && one <= 0x4DBF
                || one >= 0x20000 && one <= 0x2A6DF
                || one >= 0x2A700 && one <= 0x2B73F
                || one >= 0x2B740 && one <= 0x2B81F
                || one >= 0x2B820 && one <= 0x2CEAF
                || one >= 0xF900 && one <= 0xFAFF
                || one >= 0x2F800 && one <= 0x2FA1F;
    }
}
