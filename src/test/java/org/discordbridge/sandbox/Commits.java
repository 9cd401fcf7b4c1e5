package org.discordbridge.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.discordbridge.sandbox.Tail.Arrival;
import org.discordbridge.servers.KafkaServer;

/** Which records a consumer group has said to be done with. For one thread. */
final class Commits implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Admin admin;
    private final String group;
    private final List<Arrival> awaited = new ArrayList<>();

    Commits(KafkaServer kafka, String group) {
        Map<String, Object> settings = new HashMap<>(kafka.clientSettings());
        settings.put("default.api.timeout.ms", "1000");
        settings.put("request.timeout.ms", "1000");
        this.admin = Admin.create(settings);
        this.group = group;
    }

    String group() {
        return group;
    }

    /** Looks out for this one from now on. */
    void await(Arrival record) {
        awaited.add(record);
    }

    /** Those that are done since the last time; none while Kafka does not say. */
    List<Arrival> done() throws InterruptedException {
        if (awaited.isEmpty()) {
            return List.of();
        }
        Map<TopicPartition, OffsetAndMetadata> committed;
        try {
            committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException away) {
            return List.of();
        }
        List<Arrival> done = new ArrayList<>();
        for (Iterator<Arrival> each = awaited.iterator(); each.hasNext(); ) {
            Arrival arrival = each.next();
            OffsetAndMetadata offset = committed.get(new TopicPartition(
                    arrival.record().topic(), arrival.record().partition()));
            if (offset != null && offset.offset() > arrival.record().offset()) {
                done.add(arrival);
                each.remove();
            }
        }
        return done;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
