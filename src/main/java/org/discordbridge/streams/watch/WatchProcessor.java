package org.discordbridge.streams.watch;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.discordbridge.streams.people.Seen;
import org.discordbridge.streams.rule.Rule;
import org.discordbridge.streams.state.DecodedStoreBuilder;
import org.discordbridge.streams.state.Entries;

/** Gives what happens in the guilds of its task to a {@link Watch}, whose groups are in a store. */
public final class WatchProcessor implements Processor<Long, Seen, String, Alert> {
    private static final String GROUPS = "groups";
    private static final Duration TIDY = Duration.ofMinutes(1);

    private final Supplier<List<Rule>> rules;
    private final Duration grace;
    private final Late late;
    private ProcessorContext<String, Alert> context;
    private Watch watch;

    private WatchProcessor(Supplier<List<Rule>> rules, Duration grace, Late late) {
        this.rules = rules;
        this.grace = grace;
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
                return Set.of(new DecodedStoreBuilder<>(GROUPS, Group::read, Group::write));
            }
        };
    }

    @Override
    public void init(ProcessorContext<String, Alert> context) {
        this.context = context;
        KeyValueStore<Bytes, Group> store = context.getStateStore(GROUPS);
        watch = new Watch(Entries.of(store), grace, late, this::tell);
        context.schedule(TIDY, PunctuationType.STREAM_TIME, watch::forget);
    }

    @Override
    public void process(Record<Long, Seen> record) {
        watch.look(rules.get(), record.value(), context.currentStreamTimeMs());
    }

    private void tell(Alert alert) {
        context.forward(new Record<>(Long.toUnsignedString(alert.guild()), alert, alert.time()));
    }
}
