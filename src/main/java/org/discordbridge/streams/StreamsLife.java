package org.discordbridge.streams;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.discordbridge.check.Reason;
import org.discordbridge.streams.activity.ActivityProcessor;
import org.discordbridge.streams.activity.ActivityRow;
import org.discordbridge.streams.activity.Row;
import org.discordbridge.streams.page.StreamsServer;
import org.discordbridge.streams.rule.Rule;
import org.discordbridge.streams.rule.RuleFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the topology, keeps an eye on the rules while it runs, and ends it on a signal. */
final class StreamsLife {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger LOG = LoggerFactory.getLogger(StreamsLife.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(1);

    private final KafkaStreams streams;
    private final RuleFolder rules;
    private final StreamsTopology.Parts parts;
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicReference<State> last = new AtomicReference<>(State.CREATED);

    StreamsLife(Properties properties, StreamsTopology.Names names, StreamsTopology.Parts parts, RuleFolder rules) {
        this.rules = rules;
        this.parts = parts;
        this.streams = new KafkaStreams(StreamsTopology.build(new StreamsConfig(properties), names, parts), properties);
        streams.setUncaughtExceptionHandler(this::failed);
        streams.setStateListener(this::changed);
    }

    /** Runs until a signal comes. Returns only after a failure, with the status of the process. */
    int run() throws InterruptedException {
        Thread hook = new Thread(this::close, "streams-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        streams.start();
        while (!end.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            rules.look();
        }
        return 1;
    }

    /** Returns what is shown of it. */
    StreamsServer.Served served() {
        return new StreamsServer.Served(this::addresses, this::rows, this::health);
    }

    private List<String> addresses() {
        return streams.metadataForAllStreamsClients().stream()
                .map(one -> StreamsServer.address(one.host(), one.port()))
                .toList();
    }

    private ArrayNode rows() {
        ArrayNode rows = JSON.createArrayNode();
        ReadOnlyKeyValueStore<Bytes, Row> store = streams.store(
                StoreQueryParameters.fromNameAndType(ActivityProcessor.ROWS, QueryableStoreTypes.keyValueStore()));
        try (KeyValueIterator<Bytes, Row> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, Row> one = all.next();
                if (ActivityRow.isHour(one.key)) {
                    rows.add(JSON.valueToTree(
                            ActivityRow.read(one.key, one.value).fields()));
                }
            }
        }
        return rows;
    }

    private Map<String, Object> health() {
        State state = last.get();
        boolean up = running.get() && (state == State.RUNNING || state == State.REBALANCING);
        return Map.of(
                "status", up ? "UP" : "DOWN",
                "state", state.toString(),
                "rules", rules.rules().stream().map(Rule::name).toList(),
                "problems", rules.problems(),
                "late_for_rules", parts.late().count(),
                "late_for_figures", parts.uncounted().count());
    }

    private void changed(State now, State before) {
        last.set(now);
        if (now == State.RUNNING && !running.getAndSet(true)) {
            LOG.info("The streams are running, with {} rules", rules.rules().size());
        } else if (now == State.ERROR) {
            LOG.error("The streams have ended after a failure");
            end.countDown();
        }
    }

    /** Lets another thread go on from the last commit: nothing is lost or done twice. */
    private StreamThreadExceptionResponse failed(Throwable failure) {
        LOG.error(
                "A thread of the streams failed, and another one goes on where the last commit was: {}",
                Reason.of(failure),
                LOG.isDebugEnabled() ? failure : null);
        // what does not mend itself must not fill the log
        LockSupport.parkNanos(BEFORE_NEXT_TRY.toNanos());
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Leaves the group, so that others take over at once. */
    private void close() {
        if (last.get() != State.ERROR) {
            streams.close(CloseOptions.timeout(CLOSE_WITHIN)
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
            LOG.info("The streams have ended");
        }
    }
}
