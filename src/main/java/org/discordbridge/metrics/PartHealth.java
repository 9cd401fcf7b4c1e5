package org.discordbridge.metrics;

import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.camel.spi.OnCamelContextStarting;
import org.discordbridge.archive.ObjectStore;
import org.discordbridge.delivery.Acknowledged;
import org.discordbridge.delivery.WatchedClientFactory;

/**
 * What {@code /observe/health} says of Kafka and of the store. Neither makes the bridge unready: it keeps what they do not
 * take, and whoever took its place could do no more.
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
                told.accept("servers", kafka.getConfiguration().getBrokers());
                told.accept("acknowledges", acknowledged.isGoingOn());
            }));
        }
        context.getRegistry()
                .findByType(ObjectStore.class)
                .forEach(store -> health.register(new Check("store", told -> {
                    told.accept("bucket", store.getBucket());
                    told.accept("awaySeconds", store.awayFor().toSeconds());
                })));
    }

    /** What a part tells of itself. */
    private interface Part {
        void tell(BiConsumer<String, Object> told);
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
            part.tell((name, value) -> builder.detail(name, value));
        }
    }
}
