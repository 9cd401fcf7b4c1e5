package org.discordbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.Separate;
import org.discordbridge.servers.ServersExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(ServersExtension.class)
class KafkaStateRepositoryTest {
    private static final Duration SOON = Duration.ofSeconds(60);
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
            assertThat(states.flush(Duration.ofMillis(10))).isFalse();
            assertThat(log.messages("State base"))
                    .first()
                    .asString()
                    .startsWith("State base could not be written to states and is again: ");
            kafka.start();
            assertThat(states.flush(SOON)).isTrue();

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

    @Test
    void saysOnceThatKafkaNeverTakesOne(@Separate KafkaServer kafka) throws Exception {
        kafka.createTopic(TOPIC, 1);
        try (CapturedLog log = CapturedLog.of("org.discordbridge.delivery", Level.WARN);
                DefaultCamelContext context = new DefaultCamelContext();
                Admin admin = Admin.create(kafka.clientSettings())) {
            context.getComponent("kafka", KafkaComponent.class)
                    .getConfiguration()
                    .setBrokers(kafka.bootstrapServers());
            KafkaStateRepository states = repository(context);
            limit(admin, "10");
            states.setState("1", "11");
            await().atMost(SOON).until(() -> !log.messages("State 1 ").isEmpty());
            assertThat(states.flush(SOON)).isFalse();
            states.setState("1", "12");
            limit(admin, "10000");
            await().atMost(SOON).until(() -> {
                states.setState("2", "13");
                KafkaStateRepository next = repository(context);
                try {
                    return "13".equals(next.getState("2"));
                } finally {
                    next.stop();
                }
            });
            states.stop();

            assertThat(log.messages("State 1 "))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "State 1 is not kept, nor are others like it, so that a start goes back to those before:"
                                    + " Topic states does not take this record of 3 bytes: ");
        }
    }

    @Test
    void knowsWhatAnotherProcessWritesOnceItIsAsked(KafkaServer kafka) throws Exception {
        kafka.createTopic("shared-states", 1);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getComponent("kafka", KafkaComponent.class)
                    .getConfiguration()
                    .setBrokers(kafka.bootstrapServers());
            KafkaStateRepository one = repository(context, "shared-states");
            KafkaStateRepository two = repository(context, "shared-states");
            assertThat(one.getState("7")).isNull();
            assertThat(one.flush(Duration.ZERO)).isTrue();
            two.setState("7", "1");
            two.setState("8", "1");
            assertThat(two.flush(SOON)).isTrue();
            assertThat(one.getState("7")).isNull();
            one.refresh();
            assertThat(one.getState("7")).isEqualTo("1");

            one.setState("7", "2");
            assertThat(one.flush(SOON)).isTrue();
            assertThat(two.getState("7")).isEqualTo("1");
            two.refresh();
            assertThat(two.getState("7")).isEqualTo("2");
            assertThat(two.getState("8")).isEqualTo("1");
            one.stop();
            two.stop();
        }
    }

    @Test
    void anEchoUndoesNothing(KafkaServer kafka) throws Exception {
        kafka.createTopic("echoes", 1);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getComponent("kafka", KafkaComponent.class)
                    .getConfiguration()
                    .setBrokers(kafka.bootstrapServers());
            KafkaStateRepository states = repository(context, "echoes");
            for (int i = 0; i < 30; i++) {
                String value = String.valueOf(i);
                states.setState("7", value);
                // has what came before, and often not yet this
                states.refresh();
                assertThat(states.getState("7")).isEqualTo(value);
            }
            states.stop();
        }
    }

    private static void limit(Admin admin, String bytes) throws Exception {
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, TOPIC),
                        List.of(new AlterConfigOp(
                                new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    private static KafkaStateRepository repository(DefaultCamelContext context) {
        return repository(context, TOPIC);
    }

    private static KafkaStateRepository repository(DefaultCamelContext context, String topic) {
        KafkaStateRepository states = new KafkaStateRepository();
        states.setCamelContext(context);
        states.setTopic(topic);
        states.start();
        return states;
    }
}
