package org.discordbridge.delivery;

import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Route;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.camel.component.kafka.KafkaClientFactory;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.spi.SynchronizationRouteAware;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that every record of a topic is finished at least once, even if the route hands records over to other
 * threads.
 *
 * <p>{@link WatchedClientFactory} gives one to each route that reads a topic in a group. A record counts as finished
 * when its exchange completes, wherever that has been handed over to; a record whose exchange fails is read again after
 * a second. Another route that takes records, from a lane for instance, does not begin with one that is not to be done
 * here any more.
 *
 * <p>A bean of this class is for one route, which names it twice: as {@code kafkaClientFactory} of its
 * {@code from: kafka:…} and as {@code routePolicy}. The route needs {@code autoCommitEnable=false}.
 */
public final class AtLeastOnce extends RoutePolicySupport implements KafkaClientFactory {
    private static final Logger LOG = LoggerFactory.getLogger(AtLeastOnce.class);

    /** The exchange property that holds the completion of its record; copies of the exchange have it too. */
    private static final String RECORD = "DiscordBridgeRecord";

    private final CommitTracker tracker = new CommitTracker();
    private final KafkaClientFactory plain;
    private volatile CamelContext context;
    private Ledger ledger;
    private boolean compacted;
    private int mostInFlight = 10_000;
    private long mostBytesInFlight = Runtime.getRuntime().maxMemory() / 8;

    /** Makes one as a bean, which a route names. */
    public AtLeastOnce() {
        this(new DefaultKafkaClientFactory());
    }

    /** Makes one whose other clients are made by that factory. */
    AtLeastOnce(KafkaClientFactory plain) {
        this.plain = plain;
    }

    /**
     * Sets the ledger. It is read up to its end before records of newly assigned partitions, which may have been
     * another process's; none unless set.
     */
    public void setLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Sets whether the topic is compacted. If so, of the records that are there when partitions are assigned, only the
     * newest of each key is handed on, as if the topic had just been compacted. False unless set.
     */
    public void setCompacted(boolean compacted) {
        this.compacted = compacted;
    }

    /** Sets how many records of a partition may be in flight before it is paused; 10,000 unless set. */
    public void setMostInFlight(int records) {
        mostInFlight = records;
    }

    /**
     * Sets how many bytes of memory the records in flight may take up before partitions are paused; an eighth of the
     * heap unless set.
     */
    public void setMostBytesInFlight(long bytes) {
        mostBytesInFlight = bytes;
    }

    @Override
    public void onInit(Route route) {
        super.onInit(route);
        context = route.getCamelContext();
    }

    @Override
    public Consumer<?, ?> getConsumer(Properties settings) {
        CommittingConsumer.Bounds bounds = new CommittingConsumer.Bounds(mostInFlight, mostBytesInFlight);
        return new CommittingConsumer(
                settings,
                tracker,
                bounds,
                () -> context == null || context.isStopping(),
                () -> ledger == null ? CompletableFuture.completedFuture(null) : ledger.catchUp(),
                compacted ? new NewestRecords() : null);
    }

    @Override
    public Producer<?, ?> getProducer(Properties settings) {
        return plain.getProducer(settings);
    }

    @Override
    public String getBrokers(KafkaConfiguration configuration) {
        return plain.getBrokers(configuration);
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        Message read = exchange.getMessage();
        String topic = read.getHeader(KafkaConstants.TOPIC, String.class);
        Integer partition = read.getHeader(KafkaConstants.PARTITION, Integer.class);
        Long offset = read.getHeader(KafkaConstants.OFFSET, Long.class);
        if (topic == null || partition == null || offset == null) {
            return;
        }
        // this very thread polls: no rebalance can have come between
        CommitTracker.Tracked tracked = tracker.start(new TopicPartition(topic, partition), offset);
        if (tracked != null) {
            Finish finish = new Finish(tracker, tracked, partition + "@" + offset + " of " + topic, exchange);
            exchange.setProperty(RECORD, finish);
            exchange.getExchangeExtension().addOnCompletion(finish);
        }
    }

    /**
     * Returns whether a record is not to be done here any more: its partition has gone to another consumer, or the
     * process is ending, and the next consumer reads it again. Steps that are tried for long ask again.
     */
    public static boolean isLost(Exchange exchange) {
        return exchange.getProperty(RECORD) instanceof Finish finish && finish.giveBackIfLost(exchange);
    }

    /**
     * Tells what became of a record when the last exchange that has it completes. It keeps the very record that was
     * read: the same offset may be read again while this record still waits, and that is another record.
     */
    private static final class Finish implements Synchronization, SynchronizationRouteAware {
        private final CommitTracker tracker;
        private final CommitTracker.Tracked record;
        private final String place;
        private final String readAs;
        private boolean taken;

        /**
         * Makes the completion of a record.
         *
         * @param place the place of the record, for the log
         * @param read the exchange that the reading route was given
         */
        Finish(CommitTracker tracker, CommitTracker.Tracked record, String place, Exchange read) {
            this.tracker = tracker;
            this.record = record;
            this.place = place;
            this.readAs = read.getExchangeId();
        }

        boolean giveBackIfLost(Exchange exchange) {
            return tracker.giveBackIfLost(record, exchange.getContext().isStopping());
        }

        @Override
        public SynchronizationRouteAware getRouteSynchronization() {
            return this;
        }

        /**
         * Asks once, when a record that waited has its turn, whether it is lost: from then on, something is done about
         * it.
         */
        @Override
        public void onBeforeRoute(Route route, Exchange exchange) {
            if (!taken && !readAs.equals(exchange.getExchangeId())) {
                taken = true;
                exchange.setRouteStop(giveBackIfLost(exchange));
            }
        }

        @Override
        public void onAfterRoute(Route route, Exchange exchange) {
            // others may go on with the record
        }

        @Override
        public void onComplete(Exchange exchange) {
            tracker.done(record);
        }

        @Override
        public void onFailure(Exchange exchange) {
            LOG.error(
                    "Record {} was not finished and is read again: {}",
                    place,
                    exchange.getException() == null
                            ? "its route failed"
                            : exchange.getException().getMessage());
            tracker.failed(record);
        }
    }
}
