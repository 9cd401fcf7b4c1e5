package org.discordbridge.delivery;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.Producer;

/** Makes settings for clients of the bridge's own, which connect as the {@code kafka} component does. */
public final class ClientSettings {
    private ClientSettings() {}

    /**
     * Returns the component's configuration, as far as it concerns a client.
     *
     * @param known the names that the client knows
     */
    public static Properties of(KafkaComponent kafka, Set<String> known) {
        Properties settings = new Properties();
        add(kafka.getConfiguration().createProducerProperties(), known, settings);
        add(kafka.getConfiguration().getAdditionalProperties(), known, settings);
        String brokers = kafka.getConfiguration().getBrokers();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers == null ? "" : brokers);
        settings.remove(CommonClientConfigs.CLIENT_ID_CONFIG);
        return settings;
    }

    /** Makes a producer with such settings, watched and counted like those of routes. */
    @SuppressWarnings("unchecked")
    static <K, V> Producer<K, V> producer(KafkaComponent kafka, Properties settings) {
        WatchedClientFactory factory =
                kafka.getKafkaClientFactory() instanceof WatchedClientFactory ours ? ours : new WatchedClientFactory();
        return (Producer<K, V>) factory.getProducer(settings);
    }

    private static void add(Map<?, ?> all, Set<String> known, Properties settings) {
        all.forEach((key, value) -> {
            if (known.contains(String.valueOf(key))) {
                settings.put(key, value);
            }
        });
    }
}
