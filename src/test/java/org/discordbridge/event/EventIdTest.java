package org.discordbridge.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The expected values were computed elsewhere: MD5 of {@code discord:KIND:ID} with the bits of a version 3 UUID. */
@Timeout(120)
class EventIdTest {
    private static final String ID = "1180424242424242424";

    @Test
    void isTheSameForAMessageForEver() {
        assertThat(EventId.ofMessage(ID)).isEqualTo("39645413-6bde-3fe4-867f-bdbe3245473e");
        assertThat(SampleEvents.message().uuid()).isEqualTo("39645413-6bde-3fe4-867f-bdbe3245473e");
    }

    @Test
    void differsForAnInteractionOfTheSameId() {
        assertThat(EventId.ofInteraction(ID)).isEqualTo("9dd92cc0-afd6-3301-8dca-2a7c145a082e");
        assertThat(SampleEvents.command().uuid()).isEqualTo("9dd92cc0-afd6-3301-8dca-2a7c145a082e");
    }

    @Test
    void isMadeOfBotAndTimeWhenTheGatewayIsReady() {
        assertThat(new GatewayReady(Instant.ofEpochMilli(1_700_000_000_000L), "42", "bridge", 1).uuid())
                .isEqualTo("8117c20a-c6cc-3363-b79f-fc0b42a62746");
    }

    @Test
    void isAVersion3Uuid() {
        assertThat(UUID.fromString(EventId.ofMessage(ID)).version()).isEqualTo(3);
    }
}
