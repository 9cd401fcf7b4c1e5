package org.discordbridge.archive;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps files on disk that are too large for memory, while they are put, so that their digest is known beforehand and
 * goes with them, in one request. They are in the folder for temporary files, with two gigabytes at most and half of
 * what is free there. Without room, a file goes straight through, and its digest follows.
 *
 * <p>On Unix, a file has no name once it is open, so nothing is left behind even by a process that is killed.
 */
final class LargeFiles {
    private static final Logger LOG = LoggerFactory.getLogger(LargeFiles.class);
    private static final long MOST = 2L << 30;
    private static final int PIECE = 64 * 1024;

    private final Disk disk;
    private long taken;

    LargeFiles() {
        this(new TemporaryFolder(Path.of(System.getProperty("java.io.tmpdir"))));
    }

    LargeFiles(Disk disk) {
        this.disk = disk;
    }

    /** A place for files that nobody needs later. */
    interface Disk {
        /** Returns how many bytes more may be written. */
        long free() throws IOException;

        /** Opens a new empty file, which is gone when it is closed. */
        SeekableByteChannel open() throws IOException;
    }

    private record TemporaryFolder(Path folder) implements Disk {
        @Override
        public long free() throws IOException {
            return Files.getFileStore(folder).getUsableSpace();
        }

        @Override
        public SeekableByteChannel open() throws IOException {
            return Files.newByteChannel(
                    folder.resolve("discord-bridge-" + UUID.randomUUID()),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        }
    }

    /**
     * Reads a download to its end, if there is room for that, and as far as there is.
     *
     * @param head what was read of it before
     * @param most how many bytes the download may have
     * @return all of its bytes, to be closed
     * @throws IOException if the download fails
     */
    Spooled spool(byte[] head, Transfer transfer, long most) throws IOException {
        SeekableByteChannel file = take(most) ? open(most) : null;
        if (file == null) {
            return new Spooled(new SequenceInputStream(new ByteArrayInputStream(head), transfer), false, () -> {});
        }
        Closeable end = () -> {
            giveBack(most);
            file.close();
        };
        try {
            ByteBuffer unwritten = fill(file, ByteBuffer.wrap(head), transfer);
            file.position(0);
            InputStream written = transfer.again(Channels.newInputStream(file));
            if (unwritten == null) {
                return new Spooled(written, true, end);
            }
            InputStream between =
                    new ByteArrayInputStream(unwritten.array(), unwritten.position(), unwritten.remaining());
            return new Spooled(
                    new SequenceInputStream(Collections.enumeration(List.of(written, between, transfer))), false, end);
        } catch (IOException | RuntimeException e) {
            end.close();
            throw e;
        }
    }

    /** Writes all there is. Returns null, or the bytes that the disk did not take. */
    private static ByteBuffer fill(SeekableByteChannel file, ByteBuffer head, Transfer transfer) throws IOException {
        ByteBuffer bytes = head;
        byte[] piece = new byte[PIECE];
        for (int read = 0; read >= 0; read = transfer.read(piece)) {
            if (read > 0) {
                bytes = ByteBuffer.wrap(piece, 0, read);
            }
            try {
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
            } catch (IOException e) {
                LOG.warn(
                        "The folder for temporary files takes no more ({}): large files are put into the store, and copied"
                                + " there for their digest, until it does. Make room in it, or name another with"
                                + " -Djava.io.tmpdir",
                        e.getMessage());
                return bytes;
            }
        }
        return null;
    }

    private synchronized boolean take(long bytes) {
        long free;
        try {
            free = disk.free();
        } catch (IOException e) {
            LOG.debug("There is no folder for temporary files", e);
            return false;
        }
        if (bytes > Math.min(MOST, free / 2) - taken) {
            return false;
        }
        taken += bytes;
        return true;
    }

    private synchronized void giveBack(long bytes) {
        taken -= bytes;
    }

    private SeekableByteChannel open(long taken) {
        try {
            return disk.open();
        } catch (IOException e) {
            LOG.debug("Nothing can be written into the folder for temporary files", e);
            giveBack(taken);
            return null;
        }
    }

    /**
     * Holds the bytes of a download.
     *
     * @param bytes all of them
     * @param whole whether the download is over and its digest known, so that only the disk is read
     * @param end lets go of the disk
     */
    record Spooled(InputStream bytes, boolean whole, Closeable end) implements Closeable {
        @Override
        public void close() throws IOException {
            end.close();
        }
    }
}
