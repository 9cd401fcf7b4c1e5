package org.discordbridge.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A file to attach to a message. Large files are generated while they are downloaded and never held in memory.
 *
 * @param name the name before Discord sanitises it
 * @param contentType the type to declare, or null to leave it out
 * @param size its size in bytes
 * @param content where its bytes come from
 */
public record Upload(String name, String contentType, long size, Content content) {
    public Upload {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(content, "content");
    }

    /** Bytes that can be read from any position. */
    @FunctionalInterface
    public interface Content {
        /** Fills the array with the bytes from this position on. */
        void read(long position, byte[] into);
    }

    /** A file of these bytes. */
    public static Upload of(String name, String contentType, byte[] bytes) {
        byte[] copy = bytes.clone();
        return new Upload(
                name, contentType, copy.length, (at, into) -> System.arraycopy(copy, (int) at, into, 0, into.length));
    }

    /** A text file. */
    public static Upload text(String name, String text) {
        return of(name, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** A file of reproducible noise: the same size always gives the same bytes, whatever the name. */
    public static Upload generated(String name, String contentType, long size) {
        return new Upload(name, contentType, size, Upload::noise);
    }

    /** Its bytes, all of them in memory. */
    public byte[] bytes() {
        byte[] all = new byte[Math.toIntExact(size)];
        content.read(0, all);
        return all;
    }

    private static void noise(long position, byte[] into) {
        long word = 0;
        for (int i = 0; i < into.length; i++) {
            long at = position + i;
            if (i == 0 || (at & 7) == 0) {
                word = mix(at >>> 3);
            }
            into[i] = (byte) (word >>> ((at & 7) << 3));
        }
    }

    // the finaliser of SplitMix64
    private static long mix(long index) {
        long z = index * 0x9E3779B97F4A7C15L + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
