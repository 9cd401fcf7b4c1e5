package org.discordbridge.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.apache.camel.CamelContext;
import org.discordbridge.discord.DiscordComponent;
import org.discordbridge.discord.session.SessionState;
import org.discordbridge.discord.session.ShardStatus;
import org.discordbridge.discord.session.life.SessionFigures;
import org.discordbridge.discord.sharing.Membership;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures each shard that this process has, by session and number: {@code discord_gateway_ready},
 * {@code discord_gateway_ping_seconds} and {@code discord_gateway_disconnects_total}; and how the shards are shared:
 * {@code discord_bridges}, {@code discord_shards_held}, {@code discord_shards_unheld}. Shards come and go while it runs.
 */
final class ShardMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(ShardMetrics.class);
    private static final double MILLIS = 1000.0;

    private final MeterRegistry registry;
    private final DiscordComponent discord;
    private final Map<Key, List<Meter>> present = new HashMap<>();

    private record Key(int session, int shard) {}

    ShardMetrics(MeterRegistry registry, DiscordComponent discord) {
        this.registry = registry;
        this.discord = discord;
    }

    void begin(CamelContext context) {
        update();
        for (int i = 0; i < discord.memberships().size(); i++) {
            sharing(i);
        }
        context.getExecutorServiceManager()
                .newSingleThreadScheduledExecutor(this, "shard metrics")
                .scheduleWithFixedDelay(this::updateSafely, 1, 1, TimeUnit.SECONDS);
    }

    private void updateSafely() {
        try {
            update();
        } catch (RuntimeException e) {
            // an exception here would end the updates for good
            LOG.warn("The shards are not up to date in the metrics: {}", e.toString());
        }
    }

    private void update() {
        List<SessionFigures> sessions = discord.figures();
        Map<Key, Boolean> found = new HashMap<>();
        for (int i = 0; i < sessions.size(); i++) {
            for (ShardStatus status : sessions.get(i).status().shards()) {
                found.put(new Key(i, status.shard().number()), true);
            }
        }
        present.entrySet().removeIf(entry -> {
            boolean gone = !found.containsKey(entry.getKey());
            if (gone) {
                entry.getValue().forEach(registry::remove);
            }
            return gone;
        });
        found.keySet().forEach(key -> present.computeIfAbsent(key, this::meters));
    }

    private List<Meter> meters(Key key) {
        Tags tags = Tags.of("session", String.valueOf(key.session + 1), "shard", String.valueOf(key.shard));
        return List.of(
                Gauge.builder(
                                "discord_gateway_ready",
                                discord,
                                of(key, status -> status.state() == SessionState.READY ? 1 : 0))
                        .description("Whether the shard of the gateway session is ready")
                        .tags(tags)
                        .register(registry),
                Gauge.builder("discord_gateway_ping_seconds", discord, all -> ping(all, key))
                        .description("How long the gateway took to answer the last heartbeat")
                        .tags(tags)
                        .register(registry),
                FunctionCounter.builder("discord_gateway_disconnects", discord, of(key, ShardStatus::disconnects))
                        .description("Connections to the gateway that were lost")
                        .tags(tags)
                        .register(registry));
    }

    private static double ping(DiscordComponent discord, Key key) {
        List<SessionFigures> sessions = discord.figures();
        if (key.session >= sessions.size()) {
            return Double.NaN;
        }
        SessionFigures figures = sessions.get(key.session);
        List<ShardStatus> shards = figures.status().shards();
        for (int i = 0; i < Math.min(shards.size(), figures.pingMillis().size()); i++) {
            if (shards.get(i).shard().number() == key.shard
                    && figures.pingMillis().get(i) >= 0) {
                return figures.pingMillis().get(i) / MILLIS;
            }
        }
        return Double.NaN;
    }

    private static ToDoubleFunction<DiscordComponent> of(Key key, ToDoubleFunction<ShardStatus> value) {
        return discord -> {
            List<SessionFigures> sessions = discord.figures();
            Optional<ShardStatus> status = key.session >= sessions.size()
                    ? Optional.empty()
                    : sessions.get(key.session).status().shards().stream()
                            .filter(one -> one.shard().number() == key.shard)
                            .reduce((older, newer) -> newer);
            return status.map(value::applyAsDouble).orElse(Double.NaN);
        };
    }

    private void sharing(int index) {
        Tags tags = Tags.of("session", String.valueOf(index + 1));
        Gauge.builder(
                        "discord_bridges",
                        discord,
                        of(index, member -> member.members().size()))
                .description("Bridges that share the shards of the bot, this one included; 0 if that is not known now")
                .tags(tags)
                .register(registry);
        Gauge.builder(
                        "discord_shards_held",
                        discord,
                        of(
                                index,
                                member -> member.members().stream()
                                        .filter(one -> one.isSelf())
                                        .mapToInt(one -> one.shards().size())
                                        .sum()))
                .description("Shards that this bridge has; 0 if it stands by")
                .tags(tags)
                .register(registry);
        Gauge.builder(
                        "discord_shards_unheld",
                        discord,
                        of(index, member -> member.unheld().size()))
                .description("Shards that no bridge has: nothing of them is heard")
                .tags(tags)
                .register(registry);
    }

    private static ToDoubleFunction<DiscordComponent> of(int index, ToDoubleFunction<Membership> value) {
        return discord -> {
            List<Membership> all = discord.memberships();
            return index < all.size() ? value.applyAsDouble(all.get(index)) : Double.NaN;
        };
    }
}
