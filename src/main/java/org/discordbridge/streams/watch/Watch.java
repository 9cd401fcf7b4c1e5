package org.discordbridge.streams.watch;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.discordbridge.event.Snowflakes;
import org.discordbridge.streams.people.Seen;
import org.discordbridge.streams.record.Observation;
import org.discordbridge.streams.record.Observation.Kind;
import org.discordbridge.streams.rule.Pattern;
import org.discordbridge.streams.rule.Rule;
import org.discordbridge.streams.state.Entries;
import org.discordbridge.streams.text.TextForm;

/**
 * Applies rules to what happens, in the order in which it comes; windows go by the time at which it happened. For one
 * thread.
 */
public final class Watch {
    private final long grace;
    private final Late late;
    private final Groups groups;
    private final Consumer<Alert> alerts;

    /** Keeps all in memory. */
    public Watch(Duration grace, Late late, Consumer<Alert> alerts) {
        this(Entries.inMemory(), grace, late, alerts);
    }

    /**
     * Takes over what is kept.
     *
     * @param kept the groups
     * @param grace how much older than the newest an observation may be
     * @param late is told of those that are older
     * @param alerts is given what the rules say
     */
    Watch(Entries<Group> kept, Duration grace, Late late, Consumer<Alert> alerts) {
        this.grace = grace.toMillis();
        this.late = late;
        this.alerts = alerts;
        this.groups = new Groups(kept, Rule.LONGEST.toMillis() + this.grace);
    }

    /**
     * Looks at one observation.
     *
     * @param now the time of the newest so far, this one included
     */
    public void look(List<Rule> rules, Seen one, long now) {
        Observation seen = one.what();
        if (seen.time() < now - grace) {
            late.tell(seen.guild(), now - seen.time());
            return;
        }
        boolean isNew = one.isNew(Rule.LONGEST.toMillis());
        for (Rule rule : rules) {
            if (rule.concerns(seen.guild(), seen.channel(), seen.parent(), seen.bot(), seen.roles())) {
                apply(rule, seen, isNew);
            }
        }
    }

    /** Forgets what cannot matter any more. */
    public void forget(long now) {
        groups.forget(now);
    }

    private void apply(Rule rule, Observation seen, boolean isNew) {
        Bytes key = key(rule, seen, isNew);
        if (key == null) {
            return;
        }
        boolean compared = rule.pattern() instanceof Pattern.Newcomers;
        Item item = new Item(
                seen.time(),
                seen.kind() == Kind.JOIN ? seen.user() : seen.id(),
                seen.channel(),
                seen.user(),
                amount(rule, seen),
                compared ? seen.text() : TextForm.NONE);
        Group group = groups.get(key);
        if (!group.add(item, rule.within().toMillis() + grace)) {
            return;
        }
        Bytes scope = scope(rule, seen, key);
        Group said = scope.equals(key) ? group : groups.get(scope);
        if (!said.spoke(seen.time(), rule.pause().toMillis())) {
            Windows.find(rule, group.items(), item).ifPresent(found -> {
                said.speak(seen.time(), Rule.LONGEST.toMillis() + grace);
                if (said != group) {
                    groups.put(scope, said);
                }
                alerts.accept(new Alert(rule, seen.guild(), found.items(), found.count(), item.id(), seen.time()));
            });
        }
        groups.put(key, group);
    }

    private static int amount(Rule rule, Observation seen) {
        if (!(rule.pattern() instanceof Pattern.Flood flood)) {
            return 1;
        }
        return switch (flood.counted()) {
            case MESSAGES -> 1;
            case MENTIONS -> seen.mentions();
            case LINKS -> seen.text().links();
            case FILES -> seen.files();
        };
    }

    /** Returns the key of the group that it belongs to; null if the rule does not look at it. */
    private static Bytes key(Rule rule, Observation seen, boolean isNew) {
        String name = rule.identity();
        Pattern pattern = rule.pattern();
        if (pattern instanceof Pattern.Joins joins) {
            return seen.kind() == Kind.JOIN
                            && seen.user() != 0
                            && age(seen) < joins.younger().toMillis()
                    ? Groups.key(name, seen.guild())
                    : null;
        }
        if (seen.kind() != Kind.MESSAGE || seen.user() == 0) {
            return null;
        }
        if (pattern instanceof Pattern.SameText same) {
            TextForm text = seen.text();
            return text.isComparable()
                    ? Groups.key(name, seen.guild(), text.high(), text.low(), same.people() == 1 ? seen.user() : 0)
                    : null;
        }
        if (pattern instanceof Pattern.Flood flood) {
            return amount(rule, seen) > 0 ? Groups.key(name, seen.guild(), flood.each() ? seen.user() : 0) : null;
        }
        return isNew && seen.text().isComparable() ? Groups.key(name, seen.guild()) : null;
    }

    /** Returns the key of the group that says when the rule spoke: one person with many texts is told once. */
    private static Bytes scope(Rule rule, Observation seen, Bytes key) {
        return rule.pattern() instanceof Pattern.SameText same && same.people() == 1
                ? Groups.key(rule.identity() + "/spoken", seen.guild(), seen.user())
                : key;
    }

    private static long age(Observation seen) {
        return seen.time() - Snowflakes.timeOf(seen.user()).toEpochMilli();
    }
}
