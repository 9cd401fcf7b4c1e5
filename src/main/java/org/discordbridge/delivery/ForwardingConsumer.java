package org.discordbridge.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.SubscriptionPattern;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.KafkaMetric;

/**
 * Hands every call on to a consumer of Kafka's, so that subclasses can do some of them in their own way. A method that
 * Kafka adds to its interface does not compile here until somebody has decided about it.
 */
abstract class ForwardingConsumer<K, V> implements Consumer<K, V> {
    private final Consumer<K, V> all;

    ForwardingConsumer(Consumer<K, V> all) {
        this.all = all;
    }

    @Override
    public Set<TopicPartition> assignment() {
        return all.assignment();
    }

    @Override
    public Set<String> subscription() {
        return all.subscription();
    }

    @Override
    public void subscribe(Collection<String> topics) {
        all.subscribe(topics);
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
        all.subscribe(topics, listener);
    }

    @Override
    public void assign(Collection<TopicPartition> partitions) {
        all.assign(partitions);
    }

    @Override
    public void subscribe(Pattern pattern, ConsumerRebalanceListener listener) {
        all.subscribe(pattern, listener);
    }

    @Override
    public void subscribe(Pattern pattern) {
        all.subscribe(pattern);
    }

    @Override
    public void subscribe(SubscriptionPattern pattern, ConsumerRebalanceListener listener) {
        all.subscribe(pattern, listener);
    }

    @Override
    public void subscribe(SubscriptionPattern pattern) {
        all.subscribe(pattern);
    }

    @Override
    public void unsubscribe() {
        all.unsubscribe();
    }

    @Override
    public ConsumerRecords<K, V> poll(Duration within) {
        return all.poll(within);
    }

    @Override
    public void commitSync() {
        all.commitSync();
    }

    @Override
    public void commitSync(Duration within) {
        all.commitSync(within);
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
        all.commitSync(offsets);
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration within) {
        all.commitSync(offsets, within);
    }

    @Override
    public void commitAsync() {
        all.commitAsync();
    }

    @Override
    public void commitAsync(OffsetCommitCallback callback) {
        all.commitAsync(callback);
    }

    @Override
    public void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
        all.commitAsync(offsets, callback);
    }

    @Override
    public void registerMetricForSubscription(KafkaMetric metric) {
        all.registerMetricForSubscription(metric);
    }

    @Override
    public void unregisterMetricFromSubscription(KafkaMetric metric) {
        all.unregisterMetricFromSubscription(metric);
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        all.seek(partition, offset);
    }

    @Override
    public void seek(TopicPartition partition, OffsetAndMetadata offset) {
        all.seek(partition, offset);
    }

    @Override
    public void seekToBeginning(Collection<TopicPartition> partitions) {
        all.seekToBeginning(partitions);
    }

    @Override
    public void seekToEnd(Collection<TopicPartition> partitions) {
        all.seekToEnd(partitions);
    }

    @Override
    public long position(TopicPartition partition) {
        return all.position(partition);
    }

    @Override
    public long position(TopicPartition partition, Duration within) {
        return all.position(partition, within);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
        return all.committed(partitions);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions, Duration within) {
        return all.committed(partitions, within);
    }

    @Override
    public Uuid clientInstanceId(Duration within) {
        return all.clientInstanceId(within);
    }

    @Override
    public Map<MetricName, ? extends Metric> metrics() {
        return all.metrics();
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
        return all.partitionsFor(topic);
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic, Duration within) {
        return all.partitionsFor(topic, within);
    }

    @Override
    public Map<String, List<PartitionInfo>> listTopics() {
        return all.listTopics();
    }

    @Override
    public Map<String, List<PartitionInfo>> listTopics(Duration within) {
        return all.listTopics(within);
    }

    @Override
    public Set<TopicPartition> paused() {
        return all.paused();
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        all.pause(partitions);
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        all.resume(partitions);
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
        return all.offsetsForTimes(times);
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times, Duration within) {
        return all.offsetsForTimes(times, within);
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
        return all.beginningOffsets(partitions);
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions, Duration within) {
        return all.beginningOffsets(partitions, within);
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        return all.endOffsets(partitions);
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions, Duration within) {
        return all.endOffsets(partitions, within);
    }

    @Override
    public OptionalLong currentLag(TopicPartition partition) {
        return all.currentLag(partition);
    }

    @Override
    public ConsumerGroupMetadata groupMetadata() {
        return all.groupMetadata();
    }

    @Override
    public void enforceRebalance() {
        all.enforceRebalance();
    }

    @Override
    public void enforceRebalance(String reason) {
        all.enforceRebalance(reason);
    }

    @Override
    public void close() {
        all.close();
    }

    @Override
    public void close(Duration within) {
        all.close(within);
    }

    @Override
    public void close(CloseOptions options) {
        all.close(options);
    }

    @Override
    public void wakeup() {
        all.wakeup();
    }
}
