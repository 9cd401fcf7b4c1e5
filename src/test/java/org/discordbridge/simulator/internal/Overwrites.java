package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The permission overwrites of a channel (Discord docs, Permissions > Permission Overwrites). */
final class Overwrites {
    static final int ROLE = 0;
    static final int MEMBER = 1;

    private record Overwrite(int type, long allow, long deny) {}

    private static final Overwrite NONE = new Overwrite(MEMBER, 0, 0);

    private final Map<Long, Overwrite> all = new LinkedHashMap<>();

    /** Has this overwrite for a role or member, in place of any other. */
    void put(long id, int type, long allow, long deny) {
        all.put(id, new Overwrite(type, allow & ~deny, deny));
    }

    /** Denies these to a member too, or no longer. */
    void deny(long member, long mask, boolean denied) {
        Overwrite old = all.getOrDefault(member, NONE);
        if (denied) {
            put(member, MEMBER, old.allow & ~mask, old.deny | mask);
        } else {
            put(member, MEMBER, old.allow, old.deny & ~mask);
        }
        if (all.get(member).equals(NONE)) {
            all.remove(member);
        }
    }

    /** Forgets that of a role or member; false if there is none. */
    boolean remove(long id) {
        return all.remove(id) != null;
    }

    void clear() {
        all.clear();
    }

    /** What a member may here, who may this much in the guild (Discord docs, Permissions > Permission Hierarchy). */
    long apply(long permissions, long everyone, Collection<Long> roles, long member) {
        long may = one(permissions, all.get(everyone));
        long allow = 0;
        long deny = 0;
        for (long role : roles) {
            Overwrite overwrite = all.getOrDefault(role, NONE);
            allow |= overwrite.allow;
            deny |= overwrite.deny;
        }
        return one(may & ~deny | allow, all.get(member));
    }

    private static long one(long permissions, Overwrite overwrite) {
        return overwrite == null ? permissions : permissions & ~overwrite.deny | overwrite.allow;
    }

    void writeTo(ArrayNode json) {
        all.forEach((id, overwrite) -> json.addObject()
                .put("id", Json.id(id))
                .put("type", overwrite.type)
                .put("allow", Long.toString(overwrite.allow))
                .put("deny", Long.toString(overwrite.deny)));
    }
}
