package org.discordbridge.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TransferTest {
    // sha256sum of "dear diary", and of nothing
    private static final String DEAR_DIARY = "9321f374d54a39e8d7093784b67cf16fa4e7147188bdadee778d3402449feff3";
    private static final String NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void countsAndDigestsWhatIsRead() throws IOException {
        Transfer transfer = transfer("dear diary");

        assertThat(transfer.readAllBytes()).asString(UTF_8).isEqualTo("dear diary");
        assertThat(transfer.count()).isEqualTo(10);
        assertThat(transfer.sha256Hex()).isEqualTo(DEAR_DIARY);
        assertThat(transfer.broken()).isNull();
    }

    @Test
    void countsSingleBytesToo() throws IOException {
        Transfer transfer = transfer("dear diary");
        assertThat(transfer.read()).isEqualTo('d');
        assertThat(transfer.read(new byte[3])).isEqualTo(3);
        assertThat(transfer.count()).isEqualTo(4);
        transfer.readAllBytes();

        assertThat(transfer.read()).isEqualTo(-1);
        assertThat(transfer.count()).isEqualTo(10);
        assertThat(transfer.sha256Hex()).isEqualTo(DEAR_DIARY);
    }

    @Test
    void digestsNothing() throws IOException {
        Transfer transfer = transfer("");

        assertThat(transfer.read()).isEqualTo(-1);
        assertThat(transfer.count()).isZero();
        assertThat(transfer.sha256Hex()).isEqualTo(NOTHING);
    }

    @Test
    void cannotBeReadTwice() {
        assertThat(transfer("dear diary").markSupported()).isFalse();
    }

    @Test
    void knowsTheDigestThatStoresTell() throws IOException {
        Transfer transfer = transfer("dear diary");
        transfer.readAllBytes();

        // md5sum
        assertThat(transfer.md5Hex()).isEqualTo("372b4f421b068436216ee0190afcbd61");
        assertThat(transfer.md5Hex()).isEqualTo("372b4f421b068436216ee0190afcbd61");
    }

    @Test
    void doesNotEndBeforeItsLength() {
        Transfer transfer = transfer("dear diary", 11, () -> false);

        assertThatThrownBy(transfer::readAllBytes)
                .isInstanceOf(IOException.class)
                .hasMessage("it ended");
        assertThat(transfer.broken()).hasMessage("it ended");
        assertThat(transfer.count()).isEqualTo(10);
    }

    @Test
    void doesNotGoOnBeyondItsLength() {
        Transfer transfer = transfer("dear diary", 9, () -> false);

        assertThatThrownBy(transfer::readAllBytes)
                .isInstanceOf(IOException.class)
                .hasMessage("it went on");
        assertThat(transfer.broken()).hasMessage("it went on");
    }

    @Test
    void doesNotGoOnForeverIfItsLengthIsUnknown() {
        Transfer transfer = new Transfer(stream("dear diary"), Transfer.UNKNOWN, 5, () -> false);

        assertThatThrownBy(transfer::readAllBytes).hasMessage("it went on");
    }

    @Test
    void endsWhenItIsLate() throws IOException {
        AtomicBoolean late = new AtomicBoolean();
        Transfer transfer = transfer("dear diary", 10, late::get);
        assertThat(transfer.readNBytes(4)).asString(UTF_8).isEqualTo("dear");
        late.set(true);

        assertThatThrownBy(transfer::read).hasMessage("the time for it was over");
        assertThat(transfer.count()).isEqualTo(4);
    }

    @Test
    void skipsNothing() {
        assertThatThrownBy(() -> transfer("dear diary").skip(3)).isInstanceOf(IOException.class);
    }

    @Test
    void remembersThatTheDownloadBrokeOff() throws IOException {
        IOException reset = new IOException("connection reset");
        InputStream breaking = new SequenceInputStream(new ByteArrayInputStream(new byte[7]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw reset;
            }
        });
        Transfer transfer = new Transfer(breaking, 100, 0, () -> false);

        assertThatThrownBy(transfer::readAllBytes).isSameAs(reset);
        assertThat(transfer.count()).isEqualTo(7);
        assertThat(transfer.broken()).isSameAs(reset);
        assertThatThrownBy(transfer::read).isSameAs(reset);
    }

    private static Transfer transfer(String text) {
        return new Transfer(stream(text), Transfer.UNKNOWN, Long.MAX_VALUE, () -> false);
    }

    private static Transfer transfer(String text, long length, BooleanSupplier late) {
        return new Transfer(stream(text), length, 0, late);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
