package org.discordbridge.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Bytes of a file on their way: counts and digests what is read, holds none of it. */
final class Transfer extends FilterInputStream {
    private final MessageDigest digest;
    private long count;
    private IOException broken;

    Transfer(InputStream source) {
        this(source, sha256());
    }

    private Transfer(InputStream source, MessageDigest digest) {
        super(new DigestInputStream(source, digest));
        this.digest = digest;
    }

    @Override
    public int read() throws IOException {
        try {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        } catch (IOException e) {
            broken = e;
            throw e;
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int read = super.read(buffer, offset, length);
            count += Math.max(read, 0);
            return read;
        } catch (IOException e) {
            broken = e;
            throw e;
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** How many bytes were read. */
    long count() {
        return count;
    }

    /** What ended the download early, if anything did: then it is the download that failed, not the store. */
    IOException broken() {
        return broken;
    }

    /** SHA-256 of what was read, in lower-case hex. To be asked once, at the end. */
    String sha256Hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
