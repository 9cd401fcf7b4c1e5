package org.discordbridge.metrics;

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
 * What {@code /observe/health} says of Kafka, of the store and of the ledger. If one is away, that does not make the bridge
 * unready: it keeps what they do not take, and whoever took its place could do no more. A right that is missing does.
 */
public final class PartHealth implements OnCamelContextStarting {
    @Override
    public void onContextStarting(CamelContext context) {
        HealthCheckRegistry health = HealthCheckHelper.getHealthCheckRegistry(context);
        if (health == null) {
            return;
        }
        KafkaComponent kafka = context.getComponent("kafka", KafkaComponent.class);
        if (kafka.getKafkaClientFactory() instanceof WatchedClientFactory factory) {
            Acknowledged acknowledged = factory.acknowledged();
            health.register(new Check("kafka", told -> {
                told.detail("servers", kafka.getConfiguration().getBrokers());
                told.detail("acknowledges", acknowledged.isGoingOn());
            }));
        }
        context.getRegistry()
                .findByType(ObjectStore.class)
                .forEach(store -> health.register(new Check("store", told -> {
                    told.detail("bucket", store.getBucket());
                    told.detail("awaySeconds", store.awayFor().toSeconds());
                })));
        context.getRegistry()
                .findByType(Ledger.class)
                .forEach(ledger -> health.register(new Check("ledger", told -> tell(ledger, told))));
    }

    /** A right that is missing does not come back by itself, as a broker does. */
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

    /** What a part tells of itself. */
    private interface Part {
        void tell(HealthCheckResultBuilder told);
    }

    private static final class Check extends AbstractHealthCheck {
        private final Part part;

        Check(String name, Part part) {
            super("bridge", name);
            this.part = part;
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
