package org.discordbridge.streams.watch;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.discordbridge.event.Snowflakes;
import org.discordbridge.streams.people.Seen;
import org.discordbridge.streams.record.Observation;
import org.discordbridge.streams.record.Observation.Kind;
import org.discordbridge.streams.rule.Pattern;
import org.discordbridge.streams.rule.Rule;
import org.discordbridge.streams.text.TextForm;

/**
 * Applies all rules to each observation of its guilds, in the order in which they come; windows go by the time of the
 * observations. What is older than the grace before the newest is counted as late and not looked at.
 */
public final class WatchProcessor implements Processor<Long, Seen, String, Alert> {
    private static final String GROUPS = "groups";
    private static final Duration TIDY = Duration.ofMinutes(1);

    private final Supplier<List<Rule>> rules;
    private final long grace;
    private final Late late;
    private ProcessorContext<String, Alert> context;
    private Groups groups;

    private WatchProcessor(Supplier<List<Rule>> rules, Duration grace, Late late) {
        this.rules = rules;
        this.grace = grace.toMillis();
        this.late = late;
    }

    /**
     * Makes processors with their stores.
     *
     * @param rules gives the rules in force; asked for each observation
     * @param grace how much older than the newest an observation may be
     * @param late is told of those that are older
     */
    public static ProcessorSupplier<Long, Seen, String, Alert> supplier(
            Supplier<List<Rule>> rules, Duration grace, Late late) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<Long, Seen, String, Alert> get() {
                return new WatchProcessor(rules, grace, late);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(store(GROUPS));
            }
        };
    }

    private static StoreBuilder<?> store(String name) {
        // many changes of a group within one commit are one record of the changelog
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingEnabled();
    }

    @Override
    public void init(ProcessorContext<String, Alert> context) {
        this.context = context;
        long longest = Rule.LONGEST.toMillis();
        groups = new Groups(context.getStateStore(GROUPS), longest + grace);
        context.schedule(TIDY, PunctuationType.STREAM_TIME, groups::forget);
    }

    @Override
    public void process(Record<Long, Seen> record) {
        Observation seen = record.value().what();
        if (seen.time() < context.currentStreamTimeMs() - grace) {
            late.tell(seen.guild(), context.currentStreamTimeMs() - seen.time());
            return;
        }
        boolean isNew = record.value().isNew(Rule.LONGEST.toMillis());
        for (Rule rule : rules.get()) {
            if (rule.concerns(seen.guild(), seen.channel(), seen.parent(), seen.bot(), seen.roles())) {
                apply(rule, seen, isNew);
            }
        }
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
        boolean silent = said.spoken() != Group.NEVER
                && Math.abs(seen.time() - said.spoken()) < rule.pause().toMillis();
        if (!silent) {
            Windows.find(rule, group.items(), item).ifPresent(found -> {
                said.speak(seen.time());
                if (said != group) {
                    groups.put(scope, said);
                }
                Alert alert = new Alert(rule, seen.guild(), found.items(), found.count(), item.id());
                context.forward(new Record<>(Long.toUnsignedString(seen.guild()), alert, seen.time()));
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
