package org.discordbridge.telemetry;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.Locale;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.telemetry.Op;
import org.apache.camel.telemetry.SpanContextPropagationExtractor;
import org.apache.camel.telemetry.SpanContextPropagationInjector;
import org.apache.camel.telemetry.SpanDecorator;
import org.apache.camel.telemetry.SpanDecoratorManager;
import org.apache.camel.telemetry.SpanDecoratorManagerImpl;
import org.apache.camel.telemetry.SpanStorageManager;
import org.apache.camel.telemetry.SpanStorageManagerExchange;
import org.apache.camel.telemetry.decorators.AbstractHttpSpanDecorator;
import org.apache.camel.telemetry.decorators.AbstractMessagingSpanDecorator;
import org.apache.camel.util.StringHelper;

/**
 * Makes a span for each exchange in a route and for each step {@code to:}, with the kinds and names of OpenTelemetry's
 * semantic conventions (1.40, Messaging spans; HTTP spans). Camel's span decorators add what the exchange is about. An
 * exchange counts as failed even if its route has handled the failure.
 *
 * <p>Camel's own tracer sets no kinds, ties each span to a thread although exchanges change threads, and counts handled
 * failures as success.
 */
final class ExchangeTracer extends org.apache.camel.telemetry.Tracer {
    private static final TextMapGetter<SpanContextPropagationExtractor> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(SpanContextPropagationExtractor carrier) {
            return carrier.keys();
        }

        @Override
        public String get(SpanContextPropagationExtractor carrier, String key) {
            return (String) carrier.get(key);
        }
    };

    private final SpanDecoratorManager decorators = new SpanDecoratorManagerImpl();
    private final SpanStorageManager spans = new SpanStorageManagerExchange();
    private final Tracer tracer;
    private final TextMapPropagator propagator;

    ExchangeTracer(Tracer tracer, TextMapPropagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    @Override
    protected void initTracer() {
        // it was given one
    }

    @Override
    protected void beginEventSpan(Exchange exchange, Endpoint endpoint, Op op) {
        SpanDecorator decorator = decorators.get(endpoint);
        ExchangeSpan outer = (ExchangeSpan) spans.peek(exchange);
        Context parent = outer == null
                ? propagator.extract(Context.root(), decorator.getExtractor(exchange), HEADERS)
                : outer.context();
        SpanKind kind = kind(decorator, endpoint, op);
        ExchangeSpan span = new ExchangeSpan(
                tracer.spanBuilder(name(kind, decorator, exchange, endpoint))
                        .setSpanKind(kind)
                        .setParent(parent)
                        .startSpan(),
                kind,
                parent);
        if (kind == SpanKind.PRODUCER || kind == SpanKind.CONSUMER) {
            span.setMessaging(scheme(endpoint), verb(kind));
        }
        decorator.beforeTracingEvent(span, exchange, endpoint);
        spans.push(exchange, span);
        propagator.inject(span.context(), decorator.getInjector(exchange), SpanContextPropagationInjector::put);
    }

    @Override
    protected void endEventSpan(Exchange exchange, Endpoint endpoint) {
        ExchangeSpan span = (ExchangeSpan) spans.pull(exchange);
        if (span == null) {
            // it began before tracing did
            return;
        }
        decorators.get(endpoint).afterTracingEvent(span, exchange);
        Throwable failure = failure(exchange);
        if (failure != null) {
            span.setFailure(failure.getClass().getName());
        }
        span.end();
    }

    /** Finds the failure, even if the route's error handler has dealt with it; null if there was none. */
    private static Throwable failure(Exchange exchange) {
        if (exchange.getException() != null) {
            return exchange.getException();
        }
        boolean handled = exchange.getExchangeExtension().isErrorHandlerHandledSet()
                && exchange.getExchangeExtension().isErrorHandlerHandled();
        return handled ? exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class) : null;
    }

    private static SpanKind kind(SpanDecorator decorator, Endpoint endpoint, Op op) {
        if (!endpoint.isRemote()) {
            return SpanKind.INTERNAL;
        }
        if (op == Op.EVENT_RECEIVED) {
            return decorator instanceof AbstractHttpSpanDecorator ? SpanKind.SERVER : SpanKind.CONSUMER;
        }
        return decorator instanceof AbstractMessagingSpanDecorator ? SpanKind.PRODUCER : SpanKind.CLIENT;
    }

    private static String name(SpanKind kind, SpanDecorator decorator, Exchange exchange, Endpoint endpoint) {
        String operation = decorator.getOperationName(exchange, endpoint);
        return switch (kind) {
            case PRODUCER, CONSUMER -> verb(kind) + " " + operation;
            case INTERNAL -> operation;
            default ->
                decorator instanceof AbstractHttpSpanDecorator || operation.equals(scheme(endpoint))
                        ? operation
                        : scheme(endpoint) + " " + operation;
        };
    }

    private static String verb(SpanKind kind) {
        return kind == SpanKind.PRODUCER ? "send" : "process";
    }

    private static String scheme(Endpoint endpoint) {
        return StringHelper.before(endpoint.getEndpointUri(), ":").toLowerCase(Locale.ROOT);
    }
}
