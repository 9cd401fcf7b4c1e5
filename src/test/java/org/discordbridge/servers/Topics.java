package org.discordbridge.servers;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.awaitility.Awaitility;

/** Makes topics. */
final class Topics {
    private Topics() {}

    static void create(Map<String, Object> client, String name, int partitions) {
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get();
            // the controller has it; the broker hears of it a moment later
            Awaitility.await("the broker knows topic " + name)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> admin.listTopics().names().get().contains(name));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("Cannot make the topic " + name + ": " + e.getCause(), e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while making the topic " + name, e);
        }
    }
}
