package org.discordbridge.cluster;

import java.time.Duration;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.discordbridge.delivery.ClientSettings;
import org.discordbridge.discord.sharing.Membership;
import org.discordbridge.discord.sharing.ShardHost;
import org.discordbridge.discord.sharing.ShardSharing;

/**
 * Lets all bridges that read and write the same topic share the shards of their bots. Connects as the component
 * {@code kafka} does.
 */
public final class Bridges implements ShardSharing, CamelContextAware {
    private CamelContext camelContext;
    private String topic;
    private Duration lookEvery = Duration.ofMinutes(10);

    /** Sets the topic of the bridges' notes. Its first partition is used, and its records have the broker's time. */
    public void setTopic(String topic) {
        this.topic = topic;
    }

    /** Returns the topic of the bridges' notes. */
    public String getTopic() {
        return topic;
    }

    /** Sets how often Discord is asked whether it recommends more shards, in seconds; 600 unless set. */
    public void setLookEvery(int seconds) {
        this.lookEvery = Duration.ofSeconds(seconds);
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    public Membership join(ShardHost host) {
        KafkaComponent kafka = camelContext.getComponent("kafka", KafkaComponent.class);
        Properties reading = ClientSettings.of(kafka, ConsumerConfig.configNames());
        Properties writing = ClientSettings.of(kafka, ProducerConfig.configNames());
        ClusterMember member =
                new ClusterMember(host, lookEvery, () -> new ClusterLog(reading, writing, topic, host.botId()));
        member.start();
        return member;
    }
}
