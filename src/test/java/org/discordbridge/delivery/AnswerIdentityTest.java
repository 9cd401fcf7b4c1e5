package org.discordbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AnswerIdentityTest {
    private static final byte[] VALUE = {0, 0, 0, 0, 7, 10, 20, 30};

    @Test
    void sameAnswerWrittenTwiceIsTheSame() {
        byte[] otherSchemaId = VALUE.clone();
        otherSchemaId[4] = 8;

        assertThat(AnswerIdentity.of("u", VALUE, "t", 0, 1, 2))
                .isEqualTo(AnswerIdentity.of("u", VALUE, "t", 3, 4, 5))
                .isEqualTo(AnswerIdentity.of("u", otherSchemaId, "t", 0, 1, 2))
                .startsWith("u/");
    }

    @Test
    void twoAnswersWithTheUuidOfOneMessageAreTwo() {
        byte[] other = VALUE.clone();
        other[7] = 31;

        assertThat(AnswerIdentity.of("u", VALUE, "t", 0, 1, 2))
                .isNotEqualTo(AnswerIdentity.of("u", other, "t", 0, 1, 2))
                .isNotEqualTo(AnswerIdentity.of("v", VALUE, "t", 0, 1, 2));
    }

    @Test
    void withoutUuidTheRecordIsTheIdentity() {
        assertThat(AnswerIdentity.of("", VALUE, "a-topic", 3, 4, 5)).isEqualTo("a-topic-3-4-5");
        assertThat(AnswerIdentity.of(null, new byte[0], "a-topic", 3, 4, 5)).isEqualTo("a-topic-3-4-5");
        assertThat(AnswerIdentity.uuidOf("a-topic-3-4-5")).isNull();
    }

    @Test
    void uuidsOfAnyTextAndLengthAreFoundAgain() {
        String longOne = "x".repeat(100_000);

        assertThat(AnswerIdentity.uuidOf(AnswerIdentity.of("a/b", VALUE, "t", 0, 1, 2)))
                .isEqualTo("a/b");
        assertThat(AnswerIdentity.uuidOf(AnswerIdentity.of(longOne, VALUE, "t", 0, 1, 2)))
                .isEqualTo(AnswerIdentity.normal(longOne))
                .hasSize(22);
        assertThat(AnswerIdentity.normal("a/b")).isEqualTo("a/b");
    }
}
