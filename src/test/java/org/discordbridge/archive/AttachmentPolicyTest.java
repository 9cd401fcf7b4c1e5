package org.discordbridge.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.discordbridge.event.File;
import org.discordbridge.event.FileStatus;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.event.SampleEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class AttachmentPolicyTest {
    private static final FileType SVG =
            new FileType("image/svg+xml", List.of("image/svg+xml", "application/xml", "text/plain"));
    private static final FileType UNKNOWN =
            new FileType("application/octet-stream", List.of("application/octet-stream"));

    private final AttachmentPolicy policy = new AttachmentPolicy();

    @Test
    void refusesNothingUnlessItIsSet() {
        assertThat(policy.refusal(SampleEvents.file("1", "a"), Long.MAX_VALUE / 2))
                .isEmpty();
        assertThat(policy.refusal(SampleEvents.message())).isEmpty();
        assertThatCode(() -> policy.require(UNKNOWN)).doesNotThrowAnyException();
        assertThat(policy.mostBytes()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void refusesFilesThatAreTooLarge() {
        // sample files have five bytes
        policy.setMaxSize("5");
        assertThat(policy.refusal(SampleEvents.file("1", "a"), 0)).isEmpty();
        policy.setMaxSize("4");
        assertThat(policy.refusal(SampleEvents.file("1", "a"), 0))
                .contains("it has 5 bytes, more than the 4 bytes that are stored (ATTACHMENT_MAX_SIZE)");
        assertThat(policy.mostBytes()).isEqualTo(4);
    }

    @Test
    void refusesWhatIsTooMuchForOneMessage() {
        policy.setMaxTotal("12");

        MessageCreated message = SampleEvents.message(
                "1",
                "2",
                "",
                List.of(SampleEvents.file("1", "a"), SampleEvents.file("2", "b"), SampleEvents.file("3", "c")));
        MessageCreated after = new MessageFiles(message, policy, Duration.ofSeconds(1)).complete();

        assertThat(after.files())
                .extracting(File::status)
                .containsExactly(FileStatus.PENDING, FileStatus.PENDING, FileStatus.REJECTED);
        assertThat(after.files().get(2).reason())
                .isEqualTo("with it, the files of its message have more than the 12 bytes that are stored"
                        + " (ATTACHMENT_MAX_TOTAL)");
        assertThat(after.files().get(2).objectKey()).isNull();
        assertThat(after.files().get(0).reason()).isEqualTo("it was not stored within 1 s");
    }

    @Test
    void refusesFilesOfChannelsThatAreSkipped() {
        policy.setSkippedChannels("5, 77");

        assertThat(policy.refusal(SampleEvents.message()))
                .contains("files of channel 77 are not stored (ATTACHMENT_SKIP_CHANNELS)");
        policy.setSkippedChannels("5");
        assertThat(policy.refusal(SampleEvents.message())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/svg+xml", "IMAGE/*", "application/xml", "text/*", "*"})
    void refusesTypesThatAreDenied(String denied) {
        policy.setAllowedTypes("image/*");
        policy.setDeniedTypes(denied);

        assertThatThrownBy(() -> policy.require(SVG))
                .isExactlyInstanceOf(FileRefusedException.class)
                .hasMessageStartingWith("it is image/svg+xml")
                .hasMessageEndingWith(", which is not stored (ATTACHMENT_DENIED_TYPES)");
    }

    @Test
    void saysWhyAKindOfTypeIsDenied() {
        policy.setDeniedTypes("application/xml");

        assertThatThrownBy(() -> policy.require(SVG))
                .hasMessage("it is image/svg+xml, a kind of application/xml, which is not stored"
                        + " (ATTACHMENT_DENIED_TYPES)");
    }

    @Test
    void refusesTypesThatAreNotAllowed() {
        policy.setAllowedTypes("image/png, video/*");

        assertThatThrownBy(() -> policy.require(SVG))
                .isExactlyInstanceOf(FileRefusedException.class)
                .hasMessage("it is image/svg+xml, which is none of the types that are stored"
                        + " (ATTACHMENT_ALLOWED_TYPES)");
        policy.setAllowedTypes("image/*");
        assertThatCode(() -> policy.require(SVG)).doesNotThrowAnyException();
        assertThatThrownBy(() -> policy.require(UNKNOWN)).isExactlyInstanceOf(FileRefusedException.class);
    }

    @Test
    void denyingTheUnknownDeniesNothingElse() {
        policy.setDeniedTypes("application/octet-stream");

        assertThatCode(() -> policy.require(SVG)).doesNotThrowAnyException();
        assertThatThrownBy(() -> policy.require(UNKNOWN)).isExactlyInstanceOf(FileRefusedException.class);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "17,17", "64KB,65536", "10MB,10485760", "2GB,2147483648"})
    void readsSizesAsPeopleWriteThem(String text, long bytes) {
        assertThat(ByteSize.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"1,1 byte", "1023,1023 bytes", "1024,1 KB", "1536,1.5 KB", "10485760,10 MB", "5368709120,5 GB"})
    void writesSizesAsPeopleReadThem(long bytes, String text) {
        assertThat(ByteSize.text(bytes)).isEqualTo(text);
    }
}
