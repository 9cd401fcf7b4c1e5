package org.discordbridge.telemetry;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.OnCamelContextInitializing;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Switches Camel's tracing on, and sends the traces to a collector by OTLP. Settings that are not given here,
 * OpenTelemetry's SDK takes from its own {@code OTEL_} variables of the environment.
 */
public final class Tracing implements OnCamelContextInitializing {
    private static final Logger LOG = LoggerFactory.getLogger(Tracing.class);
    private static final String NAME = "discord-bridge";

    private final Map<String, String> settings = new HashMap<>(Map.of(
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none"));
    private boolean enabled;

    /** Sets whether traces are made; false unless set. */
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    /** Sets the address where the collector takes OTLP over HTTP, such as {@code http://localhost:4318}. */
    public void setEndpoint(String endpoint) {
        settings.put("otel.exporter.otlp.endpoint", endpoint);
    }

    /** Sets the headers that the collector asks for, as {@code name=value}, separated by commas. A secret. */
    public void setHeaders(String headers) {
        if (!headers.isEmpty()) {
            settings.put("otel.exporter.otlp.headers", headers);
        }
    }

    /** Sets the name of the bridge in the traces. */
    public void setServiceName(String name) {
        settings.put("otel.service.name", name);
    }

    @Override
    public void onContextInitializing(CamelContext context) {
        if (!enabled) {
            return;
        }
        OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> settings)
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
        try {
            // stopped with the context, after the routes, so that the last spans are sent
            context.addService(new Closing(sdk));
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
        ExchangeTracer tracer =
                new ExchangeTracer(sdk.getTracer(NAME), sdk.getPropagators().getTextMapPropagator());
        tracer.setCamelContext(context);
        tracer.init(context);
        LOG.info("Traces go to {}", settings.get("otel.exporter.otlp.endpoint"));
    }

    private static final class Closing extends ServiceSupport {
        private final OpenTelemetrySdk sdk;

        Closing(OpenTelemetrySdk sdk) {
            this.sdk = sdk;
        }

        @Override
        protected void doStop() {
            sdk.close();
        }
    }
}
