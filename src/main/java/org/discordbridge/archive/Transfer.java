package org.discordbridge.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;

/**
 * Counts and digests the bytes of a file on their way, and holds none of them. A download that ends early, goes on for
 * too long or takes too long fails instead of ending, so that nobody takes it for a whole file.
 *
 * <p>One thread at a time reads it; another may ask what it tells when the reading is over.
 */
final class Transfer extends FilterInputStream {
    /** The value for a length that nobody has told. */
    static final long UNKNOWN = -1;

    private final MessageDigest sha256 = digest("SHA-256");
    private final MessageDigest md5 = digest("MD5");
    private final long length;
    private final long most;
    private final BooleanSupplier late;
    private long count;
    private IOException broken;
    private String sha256Hex;
    private String md5Hex;

    /**
     * @param length how many bytes there should be, or {@link #UNKNOWN}
     * @param most how many there may be if that is unknown
     * @param late whether it is too late for this; asked at every read
     */
    Transfer(InputStream source, long length, long most, BooleanSupplier late) {
        super(source);
        this.length = length;
        this.most = length == UNKNOWN ? most : length;
        this.late = late;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) throws IOException {
        try {
            requireTime();
            int read = in.read(buffer, offset, wanted);
            if (read < 0) {
                if (length != UNKNOWN && count < length) {
                    throw new IOException("it ended");
                }
                return read;
            }
            sha256.update(buffer, offset, read);
            md5.update(buffer, offset, read);
            count += read;
            if (count > most) {
                throw new IOException("it went on");
            }
            return read;
        } catch (IOException e) {
            broken = e;
            throw e;
        }
    }

    private void requireTime() throws IOException {
        if (late.getAsBoolean()) {
            throw new IOException("the time for it was over");
        }
    }

    /** Returns bytes that were read here before, from where they are kept. Reading them may take too long as well. */
    InputStream again(InputStream kept) {
        return new FilterInputStream(kept) {
            @Override
            public int read(byte[] buffer, int offset, int wanted) throws IOException {
                try {
                    requireTime();
                    return in.read(buffer, offset, wanted);
                } catch (IOException e) {
                    broken = e;
                    throw e;
                }
            }
        };
    }

    /** Returns the first bytes, as many as wanted; fewer only if the file ends before. */
    byte[] begin(int wanted) throws IOException {
        byte[] bytes = new byte[wanted];
        int read = readNBytes(bytes, 0, wanted);
        return read == wanted ? bytes : Arrays.copyOf(bytes, read);
    }

    /** Fails unless all bytes have been read. */
    void requireEnd() throws IOException {
        if (read() >= 0) {
            broken = new IOException("it went on");
            throw broken;
        }
    }

    @Override
    public long skip(long n) throws IOException {
        throw new IOException("What is skipped would not be digested");
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Returns how many bytes were read. */
    long count() {
        return count;
    }

    /** Returns the failure that ended the download early, which is not the store's; null if there was none. */
    IOException broken() {
        return broken;
    }

    /** Returns the SHA-256 of what was read, in lower-case hex. To be asked at the end. */
    String sha256Hex() {
        if (sha256Hex == null) {
            sha256Hex = HexFormat.of().formatHex(sha256.digest());
        }
        return sha256Hex;
    }

    /** Returns the MD5 of what was read, in lower-case hex: most stores call it the ETag. To be asked at the end. */
    String md5Hex() {
        if (md5Hex == null) {
            md5Hex = HexFormat.of().formatHex(md5.digest());
        }
        return md5Hex;
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has " + algorithm, e);
        }
    }
}
