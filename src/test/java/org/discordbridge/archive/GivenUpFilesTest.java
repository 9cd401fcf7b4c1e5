package org.discordbridge.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class GivenUpFilesTest {
    private static final Duration LESS_THAN_A_DAY = Duration.ofHours(23);
    private static final Duration MORE_THAN_A_DAY = Duration.ofHours(25);

    private final GivenUpFiles givenUp = new GivenUpFiles();

    @Test
    void isAFileThatIsGoneOrRefused() {
        assertThat(givesUp(new DownloadException("404", false, 0, null), Duration.ZERO))
                .isTrue();
        assertThat(givesUp(new FileRefusedException("too large"), Duration.ZERO))
                .isTrue();
    }

    @Test
    void isAFileOfACdnThatHasFailedForADay() {
        DownloadException failed = new DownloadException("503", true, 0, null);

        assertThat(givesUp(failed, LESS_THAN_A_DAY)).isFalse();
        assertThat(givesUp(failed, MORE_THAN_A_DAY)).isTrue();
        assertThat(givesUp(new ConnectException(), LESS_THAN_A_DAY)).isFalse();
        assertThat(givesUp(new ConnectException(), MORE_THAN_A_DAY)).isTrue();
    }

    @Test
    void isNoFileWhoseStoreIsAway() {
        assertThat(givesUp(new FileStoreException("away", true, null), MORE_THAN_A_DAY))
                .isFalse();
    }

    private boolean givesUp(Exception thrown, Duration pendingFor) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, thrown);
        exchange.setVariable("pending", Map.of("since", Instant.now().minus(pendingFor)));
        return givenUp.matches(exchange);
    }
}
