package org.discordbridge.streams.activity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.discordbridge.streams.activity.RowKey.Unit;
import org.discordbridge.streams.people.Seen;
import org.discordbridge.streams.record.Observation;
import org.discordbridge.streams.state.DecodedStoreBuilder;

/**
 * Counts each observation once in the rows of its channel and its guild, by minute and hour. A row is told when its time is
 * over, and again when something comes late; rows are kept for a day and an hour, and what is older is counted as late.
 */
public final class ActivityProcessor implements Processor<Long, Seen, String, ActivityRow> {
    /** Names the store, for who shows it. */
    public static final String ROWS = "activity";
    /** Time for which a row may still change. */
    public static final Duration KEPT = Duration.ofHours(25);

    private static final List<Unit> TOLD = List.of(Unit.MINUTE, Unit.HOUR);
    private static final String COUNTED = "counted";
    private static final Duration LOOK = Duration.ofSeconds(5);
    /** Time that a row waits for what comes a little late. */
    private static final long SETTLE_MILLIS = 10_000;

    private final Late late;
    private ProcessorContext<String, ActivityRow> context;
    private KeyValueStore<Bytes, Row> rows;
    private KeyValueStore<Bytes, Set<Long>> counted;
    private final TreeMap<Long, Set<Bytes>> untold = new TreeMap<>();
    private long lastRecord;

    private ActivityProcessor(Late late) {
        this.late = late;
    }

    /** Is told of what came so late that no row counts it. */
    @FunctionalInterface
    public interface Late {
        /** Takes note of one observation, which was so many milliseconds older than the newest. */
        void tell(long guild, long millis);
    }

    /** Makes processors with their stores. */
    public static ProcessorSupplier<Long, Seen, String, ActivityRow> supplier(Late late) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<Long, Seen, String, ActivityRow> get() {
                return new ActivityProcessor(late);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(
                        new DecodedStoreBuilder<>(ROWS, Row::read, Row::write),
                        new DecodedStoreBuilder<>(COUNTED, CountedIds::read, CountedIds::write));
            }
        };
    }

    @Override
    public void init(ProcessorContext<String, ActivityRow> context) {
        this.context = context;
        rows = context.getStateStore(ROWS);
        counted = context.getStateStore(COUNTED);
        try (KeyValueIterator<Bytes, Row> all = rows.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, Row> one = all.next();
                if (one.value.isChanged()) {
                    note(one.key);
                }
            }
        }
        lastRecord = context.currentSystemTimeMs();
        context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::look);
    }

    @Override
    public void process(Record<Long, Seen> record) {
        Seen seen = record.value();
        Observation what = seen.what();
        lastRecord = context.currentSystemTimeMs();
        long oldest = context.currentStreamTimeMs() - KEPT.toMillis();
        if (what.time() < oldest) {
            late.tell(what.guild(), context.currentStreamTimeMs() - what.time());
            return;
        }
        if (!isFirst(what)) {
            return;
        }
        for (Unit unit : TOLD) {
            add(RowKey.of(what.time(), unit, what.guild(), 0), seen);
            if (what.channel() != 0) {
                add(RowKey.of(what.time(), unit, what.guild(), what.channel()), seen);
            }
        }
    }

    /** Returns whether an observation is not counted yet: after a crash, the bridge may have published it twice. */
    private boolean isFirst(Observation what) {
        // a join may be told twice, by itself and by its greeting, not quite at the same time
        boolean joined = what.kind() == Observation.Kind.JOIN;
        long id = joined ? what.user() : what.id();
        // a piece of time is written again with each commit in which something came, hence seconds
        Unit piece = joined ? Unit.MINUTE : Unit.SECOND;
        Bytes key = RowKey.of(what.time(), piece, what.guild(), 0).write();
        Set<Long> ids = counted.get(key);
        if (ids == null) {
            ids = new HashSet<>();
        }
        boolean first = ids.add(id);
        if (first) {
            counted.put(key, ids);
        }
        return first;
    }

    private void add(RowKey key, Seen seen) {
        Bytes name = key.write();
        Row known = rows.get(name);
        Row row = known == null ? new Row() : known;
        if (!row.isChanged()) {
            note(name);
        }
        row.add(seen, key);
        rows.put(name, row);
    }

    private void note(Bytes name) {
        untold.computeIfAbsent(RowKey.read(name).end(), end -> new HashSet<>()).add(name);
    }

    /** Tells what is over, and forgets what is old. When nothing comes any more, time goes on all the same. */
    private void look(long wall) {
        long newest = context.currentStreamTimeMs();
        long now = newest;
        if (wall - lastRecord >= SETTLE_MILLIS) {
            now = Math.max(now, wall);
        }
        while (!untold.isEmpty() && untold.firstKey() + SETTLE_MILLIS <= now) {
            untold.pollFirstEntry().getValue().forEach(this::tell);
        }
        // by the newest alone: after a long outage, what is caught up on is added to the rows from before
        forget(rows, newest - KEPT.toMillis() - Unit.HOUR.millis());
        forget(counted, newest - KEPT.toMillis() - Unit.MINUTE.millis());
    }

    private void tell(Bytes name) {
        Row row = rows.get(name);
        if (row != null && row.isChanged()) {
            row.tell();
            rows.put(name, row);
            RowKey key = RowKey.read(name);
            context.forward(new Record<>(key.text(), new ActivityRow(key, row.figures()), key.start()));
        }
    }

    private static <V> void forget(KeyValueStore<Bytes, V> store, long before) {
        List<Bytes> old = new ArrayList<>();
        try (KeyValueIterator<Bytes, V> found = store.range(RowKey.at(0), RowKey.at(before))) {
            found.forEachRemaining(one -> old.add(one.key));
        }
        old.forEach(store::delete);
    }
}
