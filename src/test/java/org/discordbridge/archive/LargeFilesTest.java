package org.discordbridge.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minio.PutObjectArgs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.discordbridge.event.File;
import org.discordbridge.event.FileStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LargeFilesTest {
    private static final int SIZE = 5_000_000;
    private static final long ROOM = 4L * SIZE;

    private final byte[] bytes = new byte[SIZE];
    private final AtomicBoolean late = new AtomicBoolean();

    @TempDir
    Path folder;

    private SmallDisk disk;

    @BeforeEach
    void fill() {
        new Random(7).nextBytes(bytes);
        disk = new SmallDisk(Long.MAX_VALUE);
    }

    @Test
    void theDigestIsKnownBeforeTheFirstByteIsPut() throws Exception {
        Transfer transfer = transfer(bytes);

        try (LargeFiles.Spooled spooled = new LargeFiles(disk).spool(transfer.begin(100), transfer, SIZE)) {
            assertThat(spooled.whole()).isTrue();
            assertThat(transfer.sha256Hex()).isEqualTo(sha256());
            assertThat(spooled.bytes().readAllBytes()).isEqualTo(bytes);
        }
        assertThat(folder).isEmptyDirectory();
        assertThat(disk.opened).isZero();
    }

    @Test
    void whatFindsNoRoomGoesStraightThrough() throws Exception {
        LargeFiles files = new LargeFiles(disk);
        Transfer first = transfer(bytes);
        Transfer second = transfer(bytes);
        // half of what is free is for us
        try (LargeFiles.Spooled most = files.spool(first.begin(100), first, ROOM / 2);
                LargeFiles.Spooled more = files.spool(second.begin(100), second, SIZE)) {
            assertThat(most.whole()).isTrue();
            assertThat(more.whole()).isFalse();
            assertThat(second.count()).isEqualTo(100);
            assertThat(more.bytes().readAllBytes()).isEqualTo(bytes);
        }
        Transfer third = transfer(bytes);
        try (LargeFiles.Spooled afterwards = files.spool(third.begin(100), third, SIZE)) {
            assertThat(afterwards.whole()).isTrue();
        }
        Transfer boundless = transfer(bytes);
        try (LargeFiles.Spooled unlimited = files.spool(boundless.begin(100), boundless, Long.MAX_VALUE)) {
            assertThat(unlimited.whole()).isFalse();
        }
    }

    @Test
    void whatADiskThatIsFullTakesIsReadFromThereAndTheRestGoesThrough() throws Exception {
        disk = new SmallDisk(1_000_001);
        Transfer transfer = transfer(bytes);

        try (LargeFiles.Spooled spooled = new LargeFiles(disk).spool(transfer.begin(100), transfer, SIZE)) {
            assertThat(spooled.whole()).isFalse();
            assertThat(spooled.bytes().readAllBytes()).isEqualTo(bytes);
        }
        assertThat(transfer.sha256Hex()).isEqualTo(sha256());
        assertThat(disk.opened).isZero();
    }

    @Test
    void aFolderThatCannotBeWrittenIsDoneWithout() throws Exception {
        disk = new SmallDisk(-1);
        Transfer transfer = transfer(bytes);

        try (LargeFiles.Spooled spooled = new LargeFiles(disk).spool(transfer.begin(100), transfer, SIZE)) {
            assertThat(spooled.whole()).isFalse();
            assertThat(spooled.bytes().readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void aDownloadThatBreaksLeavesNothingBehind() throws Exception {
        Transfer transfer = new Transfer(new ByteArrayInputStream(bytes), SIZE + 1, SIZE + 1, late::get);
        byte[] head = transfer.begin(100);

        assertThatThrownBy(() -> new LargeFiles(disk).spool(head, transfer, SIZE))
                .isInstanceOf(IOException.class)
                .hasMessage("it ended");
        assertThat(transfer.broken()).hasMessage("it ended");
        assertThat(disk.opened).isZero();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsLateIsNotReadFromDiskEither() throws Exception {
        Transfer transfer = transfer(bytes);
        try (LargeFiles.Spooled spooled = new LargeFiles(disk).spool(transfer.begin(100), transfer, SIZE)) {
            late.set(true);

            assertThatThrownBy(() -> spooled.bytes().readAllBytes()).hasMessage("the time for it was over");
            assertThat(transfer.broken()).hasMessage("the time for it was over");
        }
    }

    @Test
    void theDigestGoesWithALargeFileInOneRequest() throws Exception {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        exchange.getMessage().setBody(new ByteArrayInputStream(bytes));
        ObjectStore store = new ObjectStore();
        store.setBucket("files");
        Archive archive = new Archive();
        archive.setStore(store);
        archive.setPolicy(new AttachmentPolicy());
        File file = new File(
                "5",
                "cat.bin",
                null,
                null,
                null,
                null,
                SIZE,
                null,
                null,
                null,
                false,
                "https://cdn",
                null,
                null,
                null,
                FileStatus.PENDING,
                null);

        archive.upload(new FileOrigin("1", "2", "3", "4"), file, null, exchange);

        PutObjectArgs put = ((PutObjectArgs.Builder) exchange.getMessage().getBody()).build();
        assertThat(exchange.getVariable("digestMissing")).isEqualTo(false);
        assertThat(put.userMetadata().get("x-amz-meta-sha256")).containsExactly(sha256());
        assertThat(put.objectSize()).isEqualTo(SIZE);
        assertThat(put.stream().readAllBytes()).isEqualTo(bytes);
        archive.release(exchange);
        assertThat(exchange.getVariable("spooled")).isNull();
    }

    private Transfer transfer(byte[] sent) {
        InputStream download = new ByteArrayInputStream(sent);
        return new Transfer(download, sent.length, sent.length, late::get);
    }

    private String sha256() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    /** A folder that takes so many bytes of a file; below zero, none can be made in it. */
    private final class SmallDisk implements LargeFiles.Disk {
        private final long most;
        private int opened;

        SmallDisk(long most) {
            this.most = most;
        }

        @Override
        public long free() {
            return ROOM;
        }

        @Override
        public SeekableByteChannel open() throws IOException {
            if (most < 0) {
                throw new IOException("Read-only file system");
            }
            opened++;
            return new Limited(Files.newByteChannel(
                    folder.resolve("file"),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE));
        }

        private final class Limited implements SeekableByteChannel {
            private final SeekableByteChannel file;

            Limited(SeekableByteChannel file) {
                this.file = file;
            }

            @Override
            public int write(ByteBuffer source) throws IOException {
                long room = most - file.position();
                if (room <= 0) {
                    throw new IOException("No space left on device");
                }
                int taken = (int) Math.min(room, source.remaining());
                file.write(source.slice(source.position(), taken));
                source.position(source.position() + taken);
                return taken;
            }

            @Override
            public int read(ByteBuffer target) throws IOException {
                return file.read(target);
            }

            @Override
            public long position() throws IOException {
                return file.position();
            }

            @Override
            public SeekableByteChannel position(long position) throws IOException {
                file.position(position);
                return this;
            }

            @Override
            public long size() throws IOException {
                return file.size();
            }

            @Override
            public SeekableByteChannel truncate(long size) throws IOException {
                file.truncate(size);
                return this;
            }

            @Override
            public boolean isOpen() {
                return file.isOpen();
            }

            @Override
            public void close() throws IOException {
                if (file.isOpen()) {
                    opened--;
                }
                file.close();
            }
        }
    }
}
