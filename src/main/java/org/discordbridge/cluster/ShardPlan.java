package org.discordbridge.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.discordbridge.discord.session.Shard;

/** Divides shards evenly among bridges, and moves as few as possible. */
final class ShardPlan {
    private ShardPlan() {}

    /**
     * Returns the bridge that is to have each shard.
     *
     * @param shards all shards
     * @param present the bridge that each shard belongs to so far; others belong to none
     * @param bridges the bridges that can have shards, in the order in which they came; at least one
     * @param even whether shards are moved to make it even; if not, only those that belong to none are given out
     */
    static Map<Shard, String> of(
            Collection<Shard> shards, Map<Shard, String> present, List<String> bridges, boolean even) {
        Map<String, List<Shard>> kept = new LinkedHashMap<>();
        bridges.forEach(bridge -> kept.put(bridge, new ArrayList<>()));
        List<Shard> sorted = shards.stream().sorted().toList();
        List<Shard> free = new ArrayList<>();
        for (Shard shard : sorted) {
            kept.getOrDefault(present.get(shard), free).add(shard);
        }
        Map<String, Integer> quotas = quotas(sorted.size(), kept);
        if (even) {
            kept.forEach((bridge, own) -> {
                while (own.size() > quotas.get(bridge)) {
                    free.add(own.remove(own.size() - 1));
                }
            });
        }
        List<String> byNeed = new ArrayList<>(kept.keySet());
        byNeed.sort(Comparator.comparing((String bridge) -> kept.get(bridge).size() - quotas.get(bridge)));
        for (String bridge : byNeed) {
            List<Shard> own = kept.get(bridge);
            while (own.size() < quotas.get(bridge) && !free.isEmpty()) {
                own.add(free.remove(0));
            }
        }
        Map<Shard, String> plan = new HashMap<>();
        kept.forEach((bridge, own) -> own.forEach(shard -> plan.put(shard, bridge)));
        return plan;
    }

    /** Computes how many shards each bridge has; those that have most so far have the ones that are left over. */
    private static Map<String, Integer> quotas(int shards, Map<String, List<Shard>> kept) {
        List<String> bySize = new ArrayList<>(kept.keySet());
        bySize.sort(Comparator.comparing((String bridge) -> -kept.get(bridge).size()));
        Map<String, Integer> quotas = new HashMap<>();
        for (int i = 0; i < bySize.size(); i++) {
            quotas.put(bySize.get(i), shards / bySize.size() + (i < shards % bySize.size() ? 1 : 0));
        }
        return quotas;
    }
}
