package org.discordbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.discordbridge.log.CapturedLog;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.KafkaSettings;
import org.discordbridge.servers.Servers;
import org.discordbridge.servers.ServersExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

@Order(2)
@ExtendWith(ServersExtension.class)
@Timeout(120)
@ResourceLock("log of org.apache.camel.impl")
class TopicsTest {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Topics topics = new Topics();
    private CapturedLog log;
    private CapturedLog camel;

    @BeforeEach
    void captureLogs() {
        log = CapturedLog.of(Topics.class.getName(), Level.INFO);
        camel = CapturedLog.of("org.apache.camel.impl.engine", Level.WARN);
    }

    @AfterEach
    void stop() {
        context.stop();
        log.close();
        camel.close();
    }

    @Test
    void makesWhatIsMissingWithThePartitionsThatAreSet(KafkaServer kafka) throws Exception {
        topics.setNames("topics.first, topics.second ,");
        topics.setPartitions(3);
        topics.setReplication((short) 1);
        start(kafka.bootstrapServers());

        assertThat(partitions(kafka, "topics.first", "topics.second"))
                .containsOnly(Map.entry("topics.first", 3), Map.entry("topics.second", 3));
        assertThat(log.messages())
                .containsExactlyInAnyOrder("Topic topics.first was created", "Topic topics.second was created");
    }

    @Test
    void leavesPartitionsToTheBrokerUnlessTheyAreSet(KafkaServer kafka) throws Exception {
        topics.setNames("topics.default");
        start(kafka.bootstrapServers());

        assertThat(partitions(kafka, "topics.default")).containsOnly(Map.entry("topics.default", 1));
    }

    @Test
    void keepsCompactedTopicsShort(KafkaServer kafka) throws Exception {
        topics.setNames("topics.plain");
        topics.setCompacted("topics.compacted");
        topics.setRemembered("topics.remembered");
        topics.setDays(3);
        start(kafka.bootstrapServers());

        Map<String, String> kept = Map.of(
                "message.timestamp.type",
                "LogAppendTime",
                "cleanup.policy",
                "compact",
                "segment.bytes",
                "16777216",
                "min.cleanable.dirty.ratio",
                "0.1");
        assertThat(configs(kafka, "topics.compacted")).isEqualTo(kept);
        assertThat(configs(kafka, "topics.remembered"))
                .hasSize(5)
                .containsEntry("message.timestamp.type", "LogAppendTime")
                .containsEntry("cleanup.policy", "compact,delete")
                .containsEntry("retention.ms", String.valueOf(3 * 24 * 60 * 60 * 1000))
                .containsEntry("segment.bytes", "16777216")
                .containsEntry("min.cleanable.dirty.ratio", "0.1");
        assertThat(configs(kafka, "topics.plain")).isEqualTo(Map.of("message.timestamp.type", "LogAppendTime"));
    }

    @Test
    void leavesTopicsAloneThatAreThere(KafkaServer kafka) throws Exception {
        kafka.createTopic("topics.there", 2);
        topics.setNames("topics.there");
        topics.setPartitions(5);
        start(kafka.bootstrapServers());

        assertThat(partitions(kafka, "topics.there")).containsOnly(Map.entry("topics.there", 2));
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void makesWhatRoutesNameLikeTheOthers(KafkaServer kafka) throws Exception {
        topics.setNames("topics.named.0");
        topics.setPartitions(2);
        start(kafka.bootstrapServers());
        Topics others = new Topics();
        others.setNames("topics.named.1");
        context.getRegistry().bind("others", others);

        NamedTopics.create(context, Set.of("topics.named.0", "topics.named.1", "topics.named.2"));

        assertThat(log.messages())
                .containsExactly("Topic topics.named.0 was created", "Topic topics.named.2 was created");
        assertThat(partitions(kafka, "topics.named.2")).containsOnly(Map.entry("topics.named.2", 2));
        assertThat(topics.all()).containsExactly("topics.named.0", "topics.named.2");
    }

    @Test
    void saysThatWhatRoutesNameCannotBeMade(Servers servers) throws Exception {
        try (KafkaServer kafka = servers.separateKafka(KafkaSettings.defaults())) {
            topics.setNames("topics.first");
            String address = kafka.bootstrapServers();
            start(address);
            kafka.stop();

            assertThatThrownBy(() -> NamedTopics.create(context, Set.of("topics.late")))
                    .hasMessageMatching("Kafka at " + address + " does not answer \\(.+\\)\\. Start it, or set"
                            + " KAFKA_BOOTSTRAP_SERVERS to where it is");
            kafka.start();
            NamedTopics.create(context, Set.of("topics.late"));
        }

        assertThat(log.messages()).endsWith("Topic topics.late was created");
    }

    @Test
    void givesUpWaitingForKafka() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        topics.setNames("topics.never");
        topics.setStartupTimeoutMillis(2_000);

        assertThatThrownBy(() -> start("127.0.0.1:" + port))
                .hasMessageMatching("Cannot start: Kafka at 127\\.0\\.0\\.1:" + port
                        + " does not answer \\(.+\\), tried for 2 s\\. Start it, or set KAFKA_BOOTSTRAP_SERVERS to where it"
                        + " is");
        assertThat(log.messages()).first().asString().startsWith("Waiting for Kafka at 127.0.0.1:" + port + ": ");
    }

    @Test
    void saysThatTheAddressIsNoAddress() {
        topics.setNames("topics.never");
        assertThatThrownBy(() -> start("localhost"))
                .hasMessage(
                        "Cannot start: the connection to Kafka is not set up right: Invalid url in bootstrap.servers:"
                                + " localhost. Check KAFKA_BOOTSTRAP_SERVERS, KAFKA_SECURITY_PROTOCOL, KAFKA_SASL_MECHANISM and"
                                + " KAFKA_SASL_JAAS_CONFIG");
    }

    @Test
    void saysAtOnceThatThePasswordIsWrong(Servers servers) {
        try (KafkaServer guarded =
                servers.separateKafka(KafkaSettings.defaults().withSasl("ada", "right"))) {
            topics.setNames("topics.never");
            topics.setStartupTimeoutMillis(50_000);
            sasl("ada", "wrong");

            assertThatThrownBy(() -> start(guarded.bootstrapServers()))
                    .hasMessage("Cannot start: Kafka at " + guarded.bootstrapServers() + " refused the bridge:"
                            + " Authentication failed: Invalid username or password. Check KAFKA_SECURITY_PROTOCOL,"
                            + " KAFKA_SASL_MECHANISM and KAFKA_SASL_JAAS_CONFIG, and that this user may create topics or"
                            + " that they exist");
            assertThat(log.messages()).isEmpty();
            assertThat(camel.text()).doesNotContain("wrong\"");
        }
    }

    @Test
    void saysThatABrokerMaySpeakOtherwise(KafkaServer kafka) {
        topics.setNames("topics.tls");
        KafkaComponent component = context.getComponent("kafka", KafkaComponent.class);
        component.getConfiguration().setBrokers(kafka.bootstrapServers());
        component.getConfiguration().setSecurityProtocol("SSL");
        assertThatThrownBy(() -> topics.plan(context))
                .hasMessageStartingWith("Kafka at " + kafka.bootstrapServers() + " does not answer (")
                .hasMessageEndingWith(
                        "), though something listens there. If Kafka is up, set KAFKA_SECURITY_PROTOCOL, which"
                                + " is SSL, to what it speaks at this address");
    }

    private void sasl(String user, String password) {
        KafkaComponent kafka = context.getComponent("kafka", KafkaComponent.class);
        kafka.getConfiguration().setSecurityProtocol("SASL_PLAINTEXT");
        kafka.getConfiguration().setSaslMechanism("PLAIN");
        kafka.getConfiguration()
                .setSaslJaasConfig("org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user
                        + "\" password=\"" + password + "\";");
    }

    private void start(String servers) {
        context.getComponent("kafka", KafkaComponent.class).getConfiguration().setBrokers(servers);
        context.getRegistry().bind("topics", topics);
        context.start();
    }

    /** What was set for that topic itself. */
    private static Map<String, String> configs(KafkaServer kafka, String name) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        try (Admin admin = Admin.create(kafka.clientSettings())) {
            return admin.describeConfigs(List.of(topic)).all().get().get(topic).entries().stream()
                    .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                    .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        }
    }

    private static Map<String, Integer> partitions(KafkaServer kafka, String... names) throws Exception {
        try (Admin admin = Admin.create(kafka.clientSettings())) {
            // a topic is made before every part of the broker knows it
            return Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(
                            () -> admin.describeTopics(List.of(names))
                                    .allTopicNames()
                                    .get(),
                            topics -> true)
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            topic -> topic.getValue().partitions().size()));
        }
    }
}
