package org.discordbridge.discord.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ShutdownStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class UnderWayTest {
    private final UnderWay underWay = new UnderWay();
    private final ShutdownStrategy strategy = new DefaultCamelContext().getShutdownStrategy();

    @Test
    void waitsUntilAllIsFinished() throws Exception {
        underWay.begin();
        underWay.begin();
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> underWay.await(strategy));
        underWay.end();
        assertThat(underWay.count()).isEqualTo(1);
        assertThat(waiting).isNotDone();

        underWay.end();

        waiting.get(60, TimeUnit.SECONDS);
    }

    @Test
    void waitsNoLongerThanCamel() {
        underWay.begin();
        strategy.setTimeUnit(TimeUnit.MILLISECONDS);
        strategy.setTimeout(100);
        long before = System.nanoTime();

        underWay.await(strategy);

        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(100_000_000L);
    }
}
