package org.discordbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.Separate;
import org.discordbridge.servers.ServersExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

@Timeout(120)
@ExtendWith(ServersExtension.class)
@ResourceLock("log of org.discordbridge.delivery")
class KafkaStateRepositoryTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String TOPIC = "states";

    @Test
    void keepsStatesAndWritesAgainWhatKafkaDidNotTake(@Separate KafkaServer kafka) throws Exception {
        kafka.createTopic(TOPIC, 1);
        try (CapturedLog log = CapturedLog.of("org.discordbridge.delivery", Level.WARN);
                DefaultCamelContext context = new DefaultCamelContext()) {
            context.getComponent("kafka", KafkaComponent.class)
                    .getConfiguration()
                    .setBrokers(kafka.bootstrapServers());
            KafkaStateRepository states = repository(context);
            assertThat(states.getState("base")).isNull();

            kafka.stop();
            states.setState("base", "1");
            states.setState("base", "2");
            assertThat(states.getState("base")).isEqualTo("2");
            assertThat(log.messages("State base"))
                    .first()
                    .asString()
                    .startsWith("State base could not be written to states and is again: ");
            kafka.start();

            await().atMost(SOON).until(() -> {
                KafkaStateRepository next = repository(context);
                try {
                    return "2".equals(next.getState("base"));
                } finally {
                    next.stop();
                }
            });
            states.stop();
        }
    }

    private static KafkaStateRepository repository(DefaultCamelContext context) {
        KafkaStateRepository states = new KafkaStateRepository();
        states.setCamelContext(context);
        states.setTopic(TOPIC);
        states.start();
        return states;
    }
}
