package org.discordbridge.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.discordbridge.discord.session.Shard;
import org.discordbridge.discord.sharing.Member;
import org.discordbridge.discord.sharing.Unheld;

/**
 * Is what is told of the bridges to people.
 *
 * @param members all bridges, this one first
 * @param unheld shards that no bridge has
 * @param refusedByOthers number of recent requests of the others that count towards a ban
 */
record ClusterStatus(List<Member> members, List<Unheld> unheld, int refusedByOthers) {
    static final ClusterStatus UNKNOWN = new ClusterStatus(List.of(), List.of(), 0);

    static ClusterStatus of(ClusterView view, String self) {
        List<Member> members = new ArrayList<>();
        int refused = 0;
        for (Bridge bridge : view.bridges()) {
            boolean isSelf = bridge.id().equals(self);
            members.add(isSelf ? 0 : members.size(), member(view, bridge, isSelf));
            refused += isSelf ? 0 : bridge.refused();
        }
        List<Unheld> unheld = new ArrayList<>();
        view.places().all().forEach((shard, place) -> {
            if (place.holder() == null) {
                unheld.add(new Unheld(shard, reason(view, place)));
            }
        });
        return new ClusterStatus(List.copyOf(members), List.copyOf(unheld), refused);
    }

    private static Member member(ClusterView view, Bridge bridge, boolean isSelf) {
        Map<Shard, Instant> shards = new HashMap<>();
        view.places().all().forEach((shard, place) -> {
            if (bridge.id().equals(place.holder())) {
                shards.put(shard, Instant.ofEpochMilli(place.since()));
            }
        });
        String state =
                bridge.isLeaving() ? "leaving" : !bridge.isAble() ? "unable" : shards.isEmpty() ? "standby" : "serving";
        return new Member(bridge.host(), isSelf, Instant.ofEpochMilli(bridge.since()), shards, state);
    }

    private static String reason(ClusterView view, ShardPlaces.Place place) {
        return place.owner() == null
                ? "it is not decided yet who is to have it"
                : view.bridges().stream()
                        .filter(bridge -> bridge.id().equals(place.owner()))
                        .findFirst()
                        .map(bridge -> bridge.host() + " is about to connect it")
                        .orElse("the bridge that was to have it is gone");
    }
}
