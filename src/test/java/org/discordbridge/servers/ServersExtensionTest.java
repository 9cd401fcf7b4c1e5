package org.discordbridge.servers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServersExtension.class)
@Timeout(240)
class ServersExtensionTest {
    private static S3Server sharedAtFirst;
    private static String separateBefore;
    private S3Server separateAtFirst;

    @BeforeAll
    static void all(S3Server s3) {
        sharedAtFirst = s3;
    }

    @BeforeEach
    void each(@Separate S3Server s3) {
        separateAtFirst = s3;
    }

    @Test
    void sharesAServer(S3Server s3, Servers servers) {
        assertThat(s3).isSameAs(sharedAtFirst).isSameAs(servers.s3());
    }

    @Test
    void keepsASeparateServerForATest(@Separate S3Server s3) {
        assertThat(s3).isSameAs(separateAtFirst).isNotSameAs(sharedAtFirst);
        rememberAndCompare(s3);
    }

    @Test
    void givesTheNextTestAnotherOne(@Separate S3Server s3) {
        rememberAndCompare(s3);
    }

    /** Whichever of the two tests comes second sees the difference. */
    private static void rememberAndCompare(S3Server s3) {
        assertThat(s3.url()).isNotEqualTo(separateBefore);
        if (separateBefore != null) {
            assertThat(Readiness.answers(java.net.URI.create(separateBefore))).isFalse();
        }
        separateBefore = s3.url();
    }
}
