package org.discordbridge.streams.people;

import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.discordbridge.streams.record.Observation;
import org.discordbridge.streams.state.DecodedStoreBuilder;
import org.discordbridge.streams.state.Entries;

/** Adds to each observation whether its author is new in the guild. */
public final class PeopleProcessor implements Processor<Long, Observation, Long, Seen> {
    private static final String PEOPLE = "people";

    private ProcessorContext<Long, Seen> context;
    private People people;

    private PeopleProcessor() {}

    /** Makes processors with their store. */
    public static ProcessorSupplier<Long, Observation, Long, Seen> supplier() {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<Long, Observation, Long, Seen> get() {
                return new PeopleProcessor();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(new DecodedStoreBuilder<>(PEOPLE, Function.identity(), Function.identity()));
            }
        };
    }

    @Override
    public void init(ProcessorContext<Long, Seen> context) {
        this.context = context;
        this.people = new People(Entries.of(context.<KeyValueStore<Bytes, byte[]>>getStateStore(PEOPLE)));
    }

    @Override
    public void process(Record<Long, Observation> record) {
        context.forward(record.withValue(people.see(record.value())));
    }
}
