package org.discordbridge.delivery;

import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Gives every producer an {@link AcknowledgementWatch}, and a way to tell of records that Kafka never takes ({@link
 * RefusedRecordException}). Camel's own option for interceptors would give the watch to consumers too, which cannot take it.
 */
public final class WatchedClientFactory extends DefaultKafkaClientFactory {
    private final Acknowledged acknowledged = new Acknowledged();

    /** What its producers have sent. */
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
        // else it forgets where its topics are while no broker answers, and whoever sends is blocked
        settings.putIfAbsent(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, MetadataRecoveryStrategy.NONE.name);
        return new WatchedProducer(settings);
    }
}
