package org.discordbridge.discord.session.life;

import org.discordbridge.discord.session.IdentifyPace;
import org.discordbridge.discord.session.SharedShards;

/** Knows the other processes that share the shards of a session, if there are any. Safe for any number of threads. */
final class Sharing {
    private volatile SharedShards others;
    private volatile int requestsPerSecond;

    void begin(SharedShards sharedWith, int perSecond) {
        requestsPerSecond = perSecond;
        others = sharedWith;
    }

    boolean isOn() {
        return others != null;
    }

    IdentifyPace pace(Connection of) {
        SharedShards shared = others;
        return shared == null ? of.pace() : shared;
    }

    /** Keeps the requests of a connection within what all processes may make together. */
    void limit(Connection made) {
        SharedShards shared = others;
        if (shared != null) {
            made.rest().rate().share(requestsPerSecond, shared::processes);
            made.rest().guard().count(shared::refusedRequestsOfOthers);
        }
    }

    /** Returns whether this process answers interactions now: otherwise whoever has the shard by now does. */
    boolean mayAnswer() {
        SharedShards shared = others;
        return shared == null || shared.mayAct() || shared.isAlone();
    }

    /** Returns whether the session goes on without a shard that has ended. */
    boolean goesOnWithout(Gateway gateway, int closeCode, ShardReports reports) {
        if (gateway.isEnded()) {
            return true;
        }
        SharedShards shared = others;
        String reason = gateway.reasonOf(closeCode).getMessage();
        boolean goesOn = shared != null && shared.goesOnWithout(gateway.shard(), closeCode, reason);
        if (goesOn) {
            reports.over(gateway.shard(), closeCode, reason);
        }
        return goesOn;
    }
}
