package org.discordbridge.metrics;

import java.time.Duration;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.camel.spi.OnCamelContextStarting;
import org.discordbridge.archive.ObjectStore;
import org.discordbridge.delivery.Acknowledged;
import org.discordbridge.delivery.Ledger;
import org.discordbridge.delivery.WatchedClientFactory;

/**
 * Reports on Kafka, the store and the ledger in {@code /observe/health}. If one of them is away, the bridge stays
 * ready: it keeps what they do not take, and another bridge in its place could do no more. A missing right makes it
 * unready. A Kafka that acknowledges nothing is reported as down too, but does not change readiness.
 */
public final class PartHealth implements OnCamelContextStarting {
    /** Longer than an election of Kafka's leaders takes. */
    private static final Duration IN_VAIN = Duration.ofSeconds(30);

    @Override
    public void onContextStarting(CamelContext context) {
        HealthCheckRegistry health = HealthCheckHelper.getHealthCheckRegistry(context);
        if (health == null) {
            return;
        }
        KafkaComponent kafka = context.getComponent("kafka", KafkaComponent.class);
        if (kafka.getKafkaClientFactory() instanceof WatchedClientFactory factory) {
            Acknowledged acknowledged = factory.acknowledged();
            health.register(new Check(
                    "kafka",
                    false,
                    told -> tell(kafka.getConfiguration().getBrokers(), acknowledged.nothingFor(), told)));
        }
        context.getRegistry()
                .findByType(ObjectStore.class)
                .forEach(store -> health.register(new Check("store", true, told -> {
                    told.detail("bucket", store.getBucket());
                    told.detail("awaySeconds", store.awayFor().toSeconds());
                })));
        context.getRegistry()
                .findByType(Ledger.class)
                .forEach(ledger -> health.register(new Check("ledger", true, told -> tell(ledger, told))));
    }

    private static void tell(String servers, Duration nothingFor, HealthCheckResultBuilder told) {
        boolean inVain = nothingFor.compareTo(IN_VAIN) > 0;
        told.detail("servers", servers);
        told.detail("acknowledges", !inVain);
        if (inVain) {
            told.down()
                    .message("Kafka at " + servers + " has acknowledged nothing for " + nothingFor.toSeconds()
                            + " s: what comes waits for it and is kept");
        }
    }

    /** Reports on the ledger. A missing right does not come back by itself, unlike a broker. */
    private static void tell(Ledger ledger, HealthCheckResultBuilder told) {
        String problem = ledger.problem();
        told.detail("topic", ledger.getTopic());
        told.detail("readable", problem == null);
        if (problem != null) {
            told.detail("problem", problem);
        }
        if (ledger.lacksRight()) {
            told.down().message("The bridge's Kafka user needs the rights DESCRIBE and READ on " + ledger.getTopic());
        }
    }

    /** Reports on one part. */
    private interface Part {
        void tell(HealthCheckResultBuilder told);
    }

    private static final class Check extends AbstractHealthCheck {
        private final boolean readiness;
        private final Part part;

        /** @param readiness whether the bridge is not ready while it is down */
        Check(String name, boolean readiness, Part part) {
            super("bridge", name);
            this.readiness = readiness;
            this.part = part;
        }

        @Override
        public boolean isReadiness() {
            return readiness;
        }

        @Override
        public boolean isLiveness() {
            return false;
        }

        @Override
        protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
            builder.up();
            part.tell(builder);
        }
    }
}
