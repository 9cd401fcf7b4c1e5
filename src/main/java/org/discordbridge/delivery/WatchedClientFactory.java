package org.discordbridge.delivery;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.camel.component.kafka.KafkaClientFactory;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Makes the Kafka clients of all routes. A route that reads in a group ({@code groupId}) gets {@link AtLeastOnce}, so
 * that only finished records are committed. A route whose endpoint says itself how offsets are kept
 * ({@code autoCommitEnable}, {@code allowManualCommit}, {@code offsetRepository}, {@code batching}, a
 * {@code kafkaClientFactory} of its own) is left as it is.
 *
 * <p>Every producer gets an {@link AcknowledgementWatch}, and a way to tell of records that Kafka never takes
 * ({@link RefusedRecordException}). Camel's own option for interceptors would give the watch to consumers too, which
 * cannot take it.
 */
public final class WatchedClientFactory extends DefaultKafkaClientFactory implements CamelContextAware {
    private static final String SCHEME = "kafka:";

    private final Acknowledged acknowledged = new Acknowledged();
    /** Deliveries outlive routes: what was read by one that is replaced is not read again by the next. */
    private final Map<Reading, Delivery> deliveries = new ConcurrentHashMap<>();

    private CamelContext camelContext;

    /** Names what is read: routes that have it in common share what they know of its records. */
    private record Reading(String brokers, String group, String topic) {}

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    /** Sets the context, and lets it ask about every route from then on. */
    @Override
    public void setCamelContext(CamelContext context) {
        if (camelContext == null) {
            camelContext = context;
            context.addRoutePolicyFactory(this::policy);
        }
    }

    /** Returns the policy that follows the records of a route that reads in a group; null for any other. */
    private RoutePolicy policy(CamelContext context, String routeId, NamedNode node) {
        if (!(node instanceof RouteDefinition route)) {
            return null;
        }
        String uri = context.resolvePropertyPlaceholders(route.getInput().getEndpointUri());
        if (!uri.startsWith(SCHEME) || !(context.getEndpoint(uri) instanceof KafkaEndpoint endpoint)) {
            return null;
        }
        KafkaConfiguration read = endpoint.getConfiguration();
        if (!isOurs(endpoint.getKafkaClientFactory()) || !commitsNothing(read)) {
            return null;
        }
        return deliveries.computeIfAbsent(
                new Reading(getBrokers(read), read.getGroupId(), read.getTopic()),
                reading -> new Delivery(records(context, reading.topic())));
    }

    /** Returns whether no other factory was chosen for an endpoint; it may have been given one here before. */
    private boolean isOurs(KafkaClientFactory factory) {
        return factory == this || deliveries.values().stream().anyMatch(delivery -> delivery.records == factory);
    }

    private static boolean commitsNothing(KafkaConfiguration read) {
        return read.getGroupId() != null
                && !read.getGroupId().isBlank()
                && !read.isAutoCommitEnable()
                && !read.isAllowManualCommit()
                && !read.isBatching()
                && read.getOffsetRepository() == null;
    }

    private AtLeastOnce records(CamelContext context, String topic) {
        AtLeastOnce records = new AtLeastOnce(this);
        records.setCompacted(
                context.getRegistry().findByType(Topics.class).stream().anyMatch(topics -> topics.isCompacted(topic)));
        context.getRegistry().findByType(Ledger.class).stream()
                .filter(ledger -> ledger.isReadBefore(topic))
                .findFirst()
                .ifPresent(records::setLedger);
        return records;
    }

    /** Gives a route its consumers, and follows its exchanges. */
    private static final class Delivery extends RoutePolicySupport {
        private final AtLeastOnce records;

        Delivery(AtLeastOnce records) {
            this.records = records;
        }

        @Override
        public void onInit(Route route) {
            records.onInit(route);
            ((KafkaEndpoint) route.getEndpoint()).setKafkaClientFactory(records);
        }

        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            records.onExchangeBegin(route, exchange);
        }
    }

    /** Returns what Kafka has acknowledged to its producers. */
    public Acknowledged acknowledged() {
        return acknowledged;
    }

    @Override
    public Producer<?, ?> getProducer(Properties settings) {
        settings.merge(
                ProducerConfig.INTERCEPTOR_CLASSES_CONFIG,
                AcknowledgementWatch.class.getName(),
                (others, watch) -> others + "," + watch);
        settings.put(Acknowledged.SETTING, acknowledged);
        settings.put(AcknowledgementWatch.BLOCKED, new AtomicInteger());
        // else the client forgets where its topics are while no broker answers, and whoever sends is blocked
        settings.putIfAbsent(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, MetadataRecoveryStrategy.NONE.name);
        return new WatchedProducer(settings);
    }
}
