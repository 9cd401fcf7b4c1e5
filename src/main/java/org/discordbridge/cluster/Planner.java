package org.discordbridge.cluster;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.discordbridge.discord.session.Shard;

/** Plans who is to have which shard, from what the notes tell. */
final class Planner {
    private Planner() {}

    /**
     * Makes the plan.
     *
     * @param version offset of the last note that has changed who is there
     * @param seen offset of the last note that was read
     * @param even whether shards are moved to make it even
     * @param time the time of the log
     */
    static Note.Plan plan(
            long version, long seen, boolean even, long time, Collection<Bridge> bridges, ShardPlaces places) {
        List<String> able = able(bridges);
        Map<Shard, String> owners = new HashMap<>();
        for (int count : places.next() == 0 ? new int[] {places.total()} : new int[] {places.total(), places.next()}) {
            Map<Shard, String> present = new HashMap<>();
            Shard.all(count).forEach(shard -> {
                ShardPlaces.Place place = places.at(shard);
                present.put(shard, able.contains(place.owner) ? place.owner : place.holder);
            });
            boolean stays = count == places.total() && places.next() != 0;
            owners.putAll(ShardPlan.of(Shard.all(count), present, able, even && !stays));
        }
        return new Note.Plan(
                version,
                seen,
                even,
                places.total(),
                places.next(),
                bridges.stream()
                        .map(bridge -> new Note.Peer(
                                bridge.id(),
                                bridge.host,
                                bridge.process,
                                bridge.since(),
                                bridge.able,
                                bridge.leaving,
                                bridge.refused,
                                bridge.heardAt,
                                time - bridge.heard))
                        .toList(),
                places.all().entrySet().stream()
                        .map(entry -> new Note.Assigned(
                                Note.name(entry.getKey()),
                                owners.get(entry.getKey()),
                                entry.getValue().owner,
                                entry.getValue().holder,
                                entry.getValue().since))
                        .toList());
    }

    /** Returns the bridges that can have shards: those that stay and reach Discord; if there are none, any that stay. */
    private static List<String> able(Collection<Bridge> bridges) {
        return Stream.<Predicate<Bridge>>of(
                        bridge -> bridge.able && !bridge.leaving, bridge -> !bridge.leaving, bridge -> true)
                .map(fits -> bridges.stream().filter(fits).map(Bridge::id).toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }
}
