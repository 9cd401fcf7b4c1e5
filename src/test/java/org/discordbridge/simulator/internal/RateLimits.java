package org.discordbridge.simulator.internal;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Buckets per route and channel, guild or webhook (Discord docs, Rate Limits). Discord does not publish their sizes:
 * five messages in five seconds is what bots observe. Guarded by the world's lock.
 */
final class RateLimits {
    /** The state of a bucket after a call; {@code exceeded} means 429. */
    record State(String bucket, int limit, int remaining, double resetAfter, double reset, boolean exceeded) {}

    private static final int WINDOW_MILLIS = 5000;

    private static final class Bucket {
        long opened;
        int used;
    }

    private final World world;
    private final Map<String, Bucket> buckets = new HashMap<>();

    RateLimits(World world) {
        this.world = world;
    }

    State use(Router.Route route, Map<String, String> params) {
        boolean real = world.settings.realRateLimits();
        int limit = !real
                ? 1000
                : route.template().endsWith("/messages") && route.method().equals("POST") ? 5 : 50;
        String name = String.format(Locale.ROOT, "%08x", (route.method() + " " + route.template()).hashCode());
        String major = params.getOrDefault(
                "channel", params.getOrDefault("guild", params.getOrDefault("webhook", "") + params.get("token")));
        long now = world.clock.millis();
        if (buckets.size() > 10_000) {
            buckets.values().removeIf(bucket -> now - bucket.opened >= WINDOW_MILLIS);
        }
        Bucket bucket = buckets.computeIfAbsent(name + ':' + major, key -> new Bucket());
        if (now - bucket.opened >= WINDOW_MILLIS) {
            bucket.opened = now;
            bucket.used = 0;
        }
        boolean exceeded = real && bucket.used >= limit;
        if (!exceeded) {
            bucket.used = Math.min(limit - (real ? 0 : 1), bucket.used + 1);
        }
        double resetAfter = (bucket.opened + WINDOW_MILLIS - now) / 1000.0;
        double reset = (bucket.opened + WINDOW_MILLIS) / 1000.0;
        return new State(name, limit, limit - bucket.used, resetAfter, reset, exceeded);
    }
}
