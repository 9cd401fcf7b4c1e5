package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was expected in each channel, and what came: how much is missing, came again, or came in another order. */
final class Tally {
    private static final long DISCORD_EPOCH = 1_420_070_400_000L;

    private final String of;
    private final List<String> missing = new ArrayList<>();
    private final List<String> doubled = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();
    private final List<String> disordered = new ArrayList<>();
    private int expected;
    private long longest;

    /**
     * One that came.
     *
     * @param id by which it is the same as what was said
     * @param uuid the identity that it was given
     * @param at when, in milliseconds
     */
    record Told(String id, String uuid, long at) {}

    Tally(String of) {
        this.of = of;
    }

    /** The time of a snowflake, in milliseconds. */
    static long time(long snowflake) {
        return (snowflake >> 22) + DISCORD_EPOCH;
    }

    /** Adds a channel: what was said there, in order, when, and what came. */
    void add(List<String> said, Map<String, Long> times, List<Told> told) {
        expected += said.size();
        Map<String, Told> first = new LinkedHashMap<>();
        for (Told one : told) {
            Told before = first.putIfAbsent(one.id(), one);
            if (before != null) {
                doubled.add(one.id());
                if (!before.uuid().equals(one.uuid())) {
                    changed.add(one.id());
                }
            }
        }
        said.stream().filter(id -> !first.containsKey(id)).forEach(missing::add);
        Set<String> known = new LinkedHashSet<>(said);
        List<String> came = first.keySet().stream().filter(known::contains).toList();
        List<String> due = said.stream().filter(first::containsKey).toList();
        if (!came.equals(due)) {
            Map<String, Integer> places = new HashMap<>();
            due.forEach(id -> places.put(id, places.size()));
            for (int i = 1; i < came.size(); i++) {
                if (places.get(came.get(i)) < places.get(came.get(i - 1))) {
                    disordered.add(came.get(i));
                }
            }
        }
        first.forEach((id, one) -> {
            if (times.containsKey(id)) {
                longest = Math.max(longest, one.at() - times.get(id));
            }
        });
    }

    /** How many came more than once; one that came three times counts twice. */
    int doubled() {
        return doubled.size();
    }

    /** How many have not come. */
    int missing() {
        return missing.size();
    }

    /** Everything came, each time with the same identity, and in its channel's order. */
    Tally assertNothingLost() {
        assertThat(missing).as("%s: missing", this).isEmpty();
        assertThat(changed).as("%s: with another uuid", this).isEmpty();
        assertThat(disordered).as("%s: in another order", this).isEmpty();
        return this;
    }

    /** Everything came once, in its channel's order. */
    void assertEachOnce() {
        assertNothingLost().assertDoubledAtMost(0);
    }

    /** At most so many came again, and with the same identity. */
    Tally assertDoubledAtMost(int most) {
        assertThat(changed).as("%s: with another uuid", this).isEmpty();
        assertThat(doubled).as("%s: doubled", this).hasSizeLessThanOrEqualTo(most);
        return this;
    }

    @Override
    public String toString() {
        return of + ": " + expected + " expected, " + missing.size() + " lost, " + doubled.size() + " doubled, "
                + disordered.size() + " out of order, the longest took " + longest + " ms";
    }
}
