package org.discordbridge.streams.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps of a text what is needed to compare it, and nothing that it could be read from.
 *
 * @param high the first half of its fingerprint: the same for texts that count as the same
 * @param low the second half; both are 0 if there is nothing to compare
 * @param sketch of its runs of three characters, for {@link #likeness}; empty if it is too short
 * @param links how many links are in it
 */
public record TextForm(long high, long low, int[] sketch, int links) {
    /** Shows a text that has nothing to compare. */
    public static final TextForm NONE = new TextForm(0, 0, new int[0], 0);

    private static final int ROWS = 16;
    private static final int RUN = 3;
    /** Below, one more letter would already make another text of it. */
    private static final int SHORTEST = 8;

    /** Makes the form of a text and of what came with it, such as the sizes of files. */
    public static TextForm of(String text, List<String> things) {
        TextFolding.Folded folded = TextFolding.fold(text);
        if (folded.text().isEmpty() && things.isEmpty()) {
            return folded.links() == 0 ? NONE : new TextForm(0, 0, new int[0], folded.links());
        }
        String whole = things.isEmpty() ? folded.text() : folded.text() + '\n' + String.join("\n", things);
        ByteBuffer digest = ByteBuffer.wrap(sha256(whole));
        return new TextForm(digest.getLong(), digest.getLong(), sketch(folded.text()), folded.links());
    }

    /** Returns whether there is anything to compare. */
    public boolean isComparable() {
        return high != 0 || low != 0;
    }

    /** Returns whether it counts as the same as another. */
    public boolean isSame(TextForm other) {
        return isComparable() && high == other.high && low == other.low;
    }

    /**
     * Estimates how much two texts have in common, from 0 to 1: of all their runs of three characters, the part that both
     * have. The standard error is at most an eighth. Texts that are too short are alike if they are the same.
     */
    public double likeness(TextForm other) {
        if (isSame(other)) {
            return 1;
        }
        if (sketch.length == 0 || other.sketch.length == 0) {
            return 0;
        }
        int equal = 0;
        for (int i = 0; i < ROWS; i++) {
            equal += sketch[i] == other.sketch[i] ? 1 : 0;
        }
        return (double) equal / ROWS;
    }

    /** Keeps the smallest value of each of some hash functions (MinHash: Broder, 1997). */
    private static int[] sketch(String text) {
        if (text.length() < SHORTEST) {
            return new int[0];
        }
        int[] least = new int[ROWS];
        Arrays.fill(least, Integer.MAX_VALUE);
        for (int i = 0; i + RUN <= text.length(); i++) {
            long run = (long) text.charAt(i) << 32 | (long) text.charAt(i + 1) << 16 | text.charAt(i + 2);
            long mixed = mix(run);
            for (int row = 0; row < ROWS; row++) {
                least[row] = Math.min(least[row], (int) (mix(mixed + row * 0x9e3779b97f4a7c15L) >>> 32));
            }
        }
        return least;
    }

    /** Spreads a number over all bits (the finalizer of SplitMix64). */
    private static long mix(long number) {
        long z = (number ^ number >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextForm form
                && high == form.high
                && low == form.low
                && links == form.links
                && Arrays.equals(sketch, form.sketch);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high) ^ links;
    }

    @Override
    public String toString() {
        return "TextForm[" + Long.toHexString(high) + ", links=" + links + "]";
    }
}
