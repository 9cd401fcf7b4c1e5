package org.discordbridge.discord.session.subscribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.EventType;
import org.discordbridge.event.GatewayReady;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SubscribersTest {
    private final Subscribers subscribers = new Subscribers();
    private final List<String> told = new ArrayList<>();

    @Test
    void oneThatThrowsTakesTheEventFromNobody() {
        tell((event, raw) -> told.add("first"));
        tell((event, raw) -> {
            throw new IllegalStateException("second");
        });
        tell((event, raw) -> {
            throw new IllegalStateException("third");
        });
        tell((event, raw) -> told.add("fourth"));

        assertThatThrownBy(() -> subscribers.deliver(ready(), null)).hasMessage("second");
        assertThat(told).containsExactly("first", "fourth");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void norDoesAStackOverflow(boolean first) {
        tell((event, raw) -> {
            if (first) {
                throw new StackOverflowError("deep");
            }
        });
        tell((event, raw) -> told.add("other"));
        tell((event, raw) -> {
            if (!first) {
                throw new StackOverflowError("deep");
            }
        });

        assertThatThrownBy(() -> subscribers.deliver(ready(), null)).isInstanceOf(StackOverflowError.class);
        assertThat(told).containsExactly("other");
    }

    private void tell(Subscriber subscriber) {
        subscribers.set(subscriber, Set.of(EventType.READY));
    }

    private static DiscordEvent ready() {
        return new GatewayReady(Instant.EPOCH, "1", "bridge", 0);
    }
}
