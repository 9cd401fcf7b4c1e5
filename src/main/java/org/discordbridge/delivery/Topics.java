package org.discordbridge.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.spi.OnCamelContextStarting;
import org.apache.camel.support.task.Tasks;
import org.apache.camel.support.task.budget.Budgets;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the topics that are missing when the context starts, before any route does, and waits for Kafka up to the
 * start-up timeout. Connects as the {@code kafka} component does, with the same security settings.
 */
public final class Topics implements OnCamelContextStarting {
    private static final Logger LOG = LoggerFactory.getLogger(Topics.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int CALL_MILLIS = 5_000;
    private Set<String> names = new LinkedHashSet<>();
    private Set<String> compacted = Set.of();
    private Set<String> remembered = Set.of();
    private Set<String> passing = Set.of();
    private int days = 30;
    private int partitions = -1;
    private short replication = -1;
    private Duration startupTimeout = Duration.ofSeconds(30);
    private boolean created;

    /** Sets the names of the topics, separated by commas. */
    public void setNames(String names) {
        this.names = split(names);
    }

    /** Returns all topics that it looks after. */
    public Set<String> all() {
        return configs().keySet();
    }

    /** Sets the names of topics, separated by commas, whose last record of every key Kafka keeps for good. */
    public void setCompacted(String names) {
        this.compacted = split(names);
    }

    boolean isCompacted(String name) {
        return compacted.contains(name);
    }

    /** Sets the names of topics, separated by commas, whose last record of every key Kafka keeps for some days. */
    public void setRemembered(String names) {
        this.remembered = split(names);
    }

    /**
     * Sets the names of topics, separated by commas, of one partition whose records say what is the case now: Kafka keeps
     * them for an hour.
     */
    public void setPassing(String names) {
        this.passing = split(names);
    }

    /** Sets for how many days the topics of {@link #setRemembered} keep a record; 30 unless set. */
    public void setDays(int days) {
        this.days = days;
    }

    private static Set<String> split(String names) {
        return Arrays.stream(names.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Sets the number of partitions of a topic that is created; -1 leaves it to the broker. */
    public void setPartitions(int partitions) {
        this.partitions = partitions;
    }

    /** Sets the number of replicas of a topic that is created; -1 leaves it to the broker. */
    public void setReplication(short replication) {
        this.replication = replication;
    }

    /** Sets how long to wait for Kafka at start, in milliseconds. */
    public void setStartupTimeoutMillis(long millis) {
        this.startupTimeout = Duration.ofMillis(millis);
    }

    @Override
    public void onContextStarting(CamelContext context) {
        create(context);
    }

    /** Looks after further topics from the next creation on. */
    synchronized void addNames(Set<String> added) {
        names.addAll(added);
        created = false;
    }

    /** Gives up topics that could not be created. */
    synchronized void removeNames(Set<String> removed) {
        names.removeAll(removed);
        created = true;
    }

    /**
     * Creates what is missing. Asks once, and blocks for ten seconds at most.
     *
     * @throws KafkaException if Kafka does not answer, or refuses
     */
    synchronized void createOnce(CamelContext context) {
        Properties settings = settings(context.getComponent("kafka", KafkaComponent.class));
        String servers = settings.getProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
        try {
            connected(settings, servers, admin -> create(admin, missing(admin)));
        } catch (RefusedException e) {
            throw e;
        } catch (KafkaException e) {
            throw notAnswering(settings, e);
        }
        created = true;
    }

    private static KafkaException notAnswering(Properties settings, KafkaException e) {
        return new KafkaException(
                "Kafka at " + settings.getProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG) + " does not answer ("
                        + BrokerFault.reason(e) + ")" + BrokerFault.advice(settings),
                e);
    }

    /**
     * Creates what is missing, unless that was looked at before. Blocks up to the start-up timeout.
     *
     * @throws KafkaException if Kafka does not answer in time, or refuses
     */
    public synchronized void create(CamelContext context) {
        if (created) {
            return;
        }
        Properties settings = settings(context.getComponent("kafka", KafkaComponent.class));
        String servers = settings.getProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
        AtomicReference<KafkaException> failure = new AtomicReference<>();
        boolean done = Tasks.foregroundTask()
                .withName("create topics")
                .withBudget(Budgets.iterationTimeBudget()
                        .withInitialDelay(Duration.ZERO)
                        .withInterval(RETRY)
                        .withMaxDuration(startupTimeout)
                        .build())
                .build()
                .run(context, () -> ensure(settings, servers, failure));
        if (!done) {
            throw new KafkaException(
                    "Cannot start: Kafka at " + servers + " does not answer (" + BrokerFault.reason(failure.get())
                            + "), tried for " + startupTimeout.toSeconds() + " s" + BrokerFault.advice(settings),
                    failure.get());
        }
        created = true;
    }

    private boolean ensure(Properties settings, String servers, AtomicReference<KafkaException> failure) {
        try {
            connected(settings, servers, admin -> create(admin, missing(admin)));
            return true;
        } catch (RefusedException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn("Waiting for Kafka at {}: {}", servers, BrokerFault.reason(e));
            failure.set(e);
            return false;
        }
    }

    /**
     * Returns the plan of a start. Asks Kafka whether it would make what is missing, and makes nothing.
     *
     * @throws KafkaException if Kafka does not answer, or refuses
     */
    public Plan plan(CamelContext context) {
        Properties settings = settings(context.getComponent("kafka", KafkaComponent.class));
        String servers = settings.getProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
        List<NewTopic> missing = new ArrayList<>();
        try {
            connected(settings, servers, admin -> {
                missing.addAll(missing(admin));
                get(admin.createTopics(missing, new CreateTopicsOptions().validateOnly(true))
                        .all());
            });
        } catch (RefusedException e) {
            throw e;
        } catch (InvalidConfigurationException | InvalidPartitionsException | PolicyViolationException e) {
            // the first reason is that of TOPIC_REPLICATION too
            throw new KafkaException(
                    "Kafka at " + servers + " would not make topic "
                            + missing.get(0).name() + ": " + e.getMessage()
                            + ". Check TOPIC_PARTITIONS and TOPIC_REPLICATION",
                    e);
        } catch (KafkaException e) {
            throw notAnswering(settings, e);
        }
        return new Plan(
                servers,
                all().size() - missing.size(),
                missing.stream().map(NewTopic::name).toList());
    }

    /**
     * Says what a start would find and make.
     *
     * @param servers the brokers
     * @param present how many topics are there
     * @param missing the names of those that would be made
     */
    public record Plan(String servers, int present, List<String> missing) {}

    /** Says that Kafka refuses, so that trying again does not help. */
    private static final class RefusedException extends KafkaException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static void connected(Properties settings, String servers, Consumer<Admin> action) {
        try (Admin admin = Admin.create(settings)) {
            action.accept(admin);
        } catch (AuthenticationException | AuthorizationException e) {
            throw refused(servers, e);
        } catch (KafkaException e) {
            BrokerFault.ofSettings(e).ifPresent(fault -> {
                throw new RefusedException(
                        "Cannot start: the connection to Kafka is not set up right: " + fault.getMessage()
                                + ". Check KAFKA_BOOTSTRAP_SERVERS, KAFKA_SECURITY_PROTOCOL, KAFKA_SASL_MECHANISM and"
                                + " KAFKA_SASL_JAAS_CONFIG",
                        fault);
            });
            throw e;
        }
    }

    private List<NewTopic> missing(Admin admin) {
        Set<String> present = get(admin.listTopics().names());
        return configs().entrySet().stream()
                .filter(wanted -> !present.contains(wanted.getKey()))
                .map(wanted -> topic(wanted.getKey()).configs(wanted.getValue()))
                .toList();
    }

    private static void create(Admin admin, List<NewTopic> missing) {
        admin.createTopics(missing).values().forEach((name, creation) -> {
            try {
                get(creation);
                LOG.info("Topic {} was created", name);
            } catch (TopicExistsException e) {
                LOG.debug("Topic {} was created by somebody else just now", name);
            }
        });
    }

    /** Returns the settings that each topic is made with, by its name. */
    private Map<String, Map<String, String>> configs() {
        Map<String, Map<String, String>> configs = new LinkedHashMap<>();
        names.forEach(name -> configs.put(name, TopicKind.PLAIN));
        compacted.forEach(name -> configs.put(name, TopicKind.COMPACTED));
        remembered.forEach(name -> configs.put(name, TopicKind.compactedFor(days)));
        passing.forEach(name -> configs.put(name, TopicKind.PASSING));
        return configs;
    }

    private NewTopic topic(String name) {
        return new NewTopic(
                name,
                passing.contains(name) ? Optional.of(1) : partitions < 0 ? Optional.empty() : Optional.of(partitions),
                replication < 0 ? Optional.empty() : Optional.of(replication));
    }

    private static <T> T get(org.apache.kafka.common.KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for Kafka", e);
        }
    }

    private static KafkaException refused(String servers, KafkaException e) {
        if (e instanceof SslAuthenticationException) {
            return new RefusedException(
                    "Cannot start: Kafka at " + servers + " speaks TLS, and no connection came of it: "
                            + BrokerFault.innermost(e).getMessage()
                            + ". Name the authority of its certificate by camel.component.kafka.sslTruststoreLocation in"
                            + " application.properties",
                    e);
        }
        return new RefusedException(
                "Cannot start: Kafka at " + servers + " refused the bridge: " + BrokerFault.reason(e)
                        + ". Check KAFKA_SECURITY_PROTOCOL, KAFKA_SASL_MECHANISM and KAFKA_SASL_JAAS_CONFIG, and that"
                        + " this user may create topics or that they exist",
                e);
    }

    private static Properties settings(KafkaComponent kafka) {
        Properties settings = ClientSettings.of(kafka, AdminClientConfig.configNames());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, CALL_MILLIS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS);
        return settings;
    }
}
