package org.discordbridge.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
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
    /** Time in which each bridge writes several times. */
    private static final Duration LOOK = Duration.ofMillis(1_500);

    private static final Duration PIECE = Duration.ofMillis(100);

    private CamelContext camelContext;
    private String topic;
    private final List<ClusterMember> members = new CopyOnWriteArrayList<>();
    private volatile Runnable onLeadership = () -> {};
    private Duration lookEvery = Duration.ofMinutes(10);
    private Duration settle = Duration.ofSeconds(15);

    /** Sets the topic of the bridges' notes. Its first partition is used, and its records have the broker's time. */
    public void setTopic(String topic) {
        this.topic = topic;
    }

    /** Returns whether a topic is set: without one, this bridge has all shards. */
    @Override
    public boolean isOn() {
        return topic != null && !topic.isBlank();
    }

    /** Returns the topic of the bridges' notes. */
    public String getTopic() {
        return topic;
    }

    /**
     * Sets how long a bridge that has joined takes only shards that others lose, in seconds; 15 unless set. If it replaces
     * one that ends within that time, it gets the shards of that one.
     */
    public void setSettle(int seconds) {
        this.settle = Duration.ofSeconds(seconds);
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

    /**
     * Finds the bridges that are there now, without joining them. Blocks for some seconds.
     *
     * @param botId the bot's user id
     * @return their names, for people
     * @throws org.apache.kafka.common.KafkaException if the topic cannot be read
     */
    public List<String> present(String botId) {
        try (ClusterLog log = log(botId)) {
            log.open();
            while (!log.isUpToDate()) {
                log.read(PIECE);
            }
            Set<String> found = new TreeSet<>();
            for (long until = System.nanoTime() + LOOK.toNanos(); System.nanoTime() < until; ) {
                log.read(PIECE).stream()
                        .map(ClusterView.Entry::note)
                        .filter(note -> note.kind() == Note.Kind.BEAT)
                        .forEach(note -> found.add(note.host()));
            }
            return List.copyOf(found);
        }
    }

    @Override
    public Membership join(ShardHost host) {
        ClusterMember member = new ClusterMember(
                host, new ClusterMember.Settings(lookEvery, settle, () -> onLeadership.run()), () -> log(host.botId()));
        members.add(member);
        member.start();
        return member;
    }

    /** Returns whether this bridge does what one of them alone is to do. */
    boolean leads() {
        return !isOn() || members.stream().anyMatch(ClusterMember::leads);
    }

    /** Sets an action that is run when {@link #leads} may have changed. It must not block. */
    void onLeadership(Runnable action) {
        onLeadership = action;
    }

    private ClusterLog log(String botId) {
        KafkaComponent kafka = camelContext.getComponent("kafka", KafkaComponent.class);
        return new ClusterLog(
                ClientSettings.of(kafka, ConsumerConfig.configNames()),
                ClientSettings.of(kafka, ProducerConfig.configNames()),
                topic,
                botId);
    }
}
