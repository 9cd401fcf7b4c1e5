package org.discordbridge.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.OnCamelContextStarted;
import org.discordbridge.discord.DiscordComponent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures gaps: {@code discord_gap_open}, the number of channels in which messages may be missing;
 * {@code discord_oldest_gap_seconds}, for how long; and {@code discord_watermark_age_seconds} by guild, how far behind
 * it is.
 */
public final class GapMetrics implements OnCamelContextStarted {
    private static final Logger LOG = LoggerFactory.getLogger(GapMetrics.class);
    private static final int GUILDS_EVERY_SECONDS = 5;

    @Override
    public void onContextStarted(CamelContext context) {
        MeterRegistry registry = BridgeMetrics.registryOf(context);
        if (registry == null) {
            LOG.debug("There is no registry of metrics");
            return;
        }
        DiscordComponent discord = context.getComponent("discord", DiscordComponent.class);
        Gauge.builder("discord_gap_open", discord, component -> component.gaps().open())
                .description("Channels in which messages may be missing")
                .register(registry);
        Gauge.builder(
                        "discord_oldest_gap_seconds",
                        discord,
                        component -> component.gaps().oldest().toMillis() / 1000.0)
                .description("For how long messages may have been missing in a channel")
                .register(registry);
        MultiGauge ages = MultiGauge.builder("discord_watermark_age_seconds")
                .description("For how long the oldest message of the guild that is not done has been there")
                .register(registry);
        context.getExecutorServiceManager()
                .newSingleThreadScheduledExecutor(this, "metrics")
                .scheduleWithFixedDelay(() -> update(ages, discord), 0, GUILDS_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private static void update(MultiGauge ages, DiscordComponent discord) {
        try {
            register(ages, discord);
        } catch (RuntimeException e) {
            // an exception here would end the updates for good
            LOG.warn("The ages of watermarks are not up to date in the metrics: {}", e.toString());
        }
    }

    private static void register(MultiGauge ages, DiscordComponent discord) {
        ages.register(
                discord.gaps().behind().entrySet().stream()
                        .map(entry -> MultiGauge.Row.of(
                                Tags.of("guild", entry.getKey()),
                                entry.getValue().toMillis() / 1000.0))
                        .toList(),
                true);
    }
}
