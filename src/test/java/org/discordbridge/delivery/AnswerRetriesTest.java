package org.discordbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AnswerRetriesTest {
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    private final AnswerRetries retries = new AnswerRetries();

    @Test
    void triesSoOftenAndNoMore() {
        retries.setMost(2);
        assertThat(retries.again(exchange)).isTrue();
        assertThat(retries.again(exchange)).isTrue();
        assertThat(retries.again(exchange)).isFalse();
        assertThat(AnswerRetries.failures(exchange)).isEqualTo(3);
    }

    @Test
    void doesNotCountWhatIsHeldBack() {
        retries.setMost(0);
        exchange.getMessage().setHeader("CamelDiscordRetryAfter", 1_000L);
        for (int i = 0; i < 100; i++) {
            assertThat(retries.again(exchange)).isTrue();
        }
        exchange.getMessage().removeHeader("CamelDiscordRetryAfter");
        assertThat(retries.again(exchange)).isFalse();
    }
}
