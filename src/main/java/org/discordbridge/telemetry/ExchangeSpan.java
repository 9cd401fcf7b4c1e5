package org.discordbridge.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.apache.camel.telemetry.TagConstants;
import org.apache.camel.telemetry.decorators.KafkaSpanDecorator;

/**
 * Wraps a span for Camel's span decorators. It keeps only attributes that are in OpenTelemetry's conventions and hold
 * nothing that people wrote. It drops addresses, whose paths and parameters hold file names and signatures, and texts
 * of errors and of the log.
 */
final class ExchangeSpan implements org.apache.camel.telemetry.Span {
    private static final int REFUSED = 400;
    private static final int BROKEN = 500;
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final Map<String, AttributeKey<String>> TEXTS = Map.of(
            TagConstants.MESSAGE_BUS_DESTINATION, AttributeKey.stringKey("messaging.destination.name"),
            TagConstants.MESSAGE_ID, AttributeKey.stringKey("messaging.message.id"),
            KafkaSpanDecorator.KAFKA_PARTITION_TAG, AttributeKey.stringKey("messaging.destination.partition.id"),
            TagConstants.HTTP_METHOD, AttributeKey.stringKey("http.request.method"),
            TagConstants.DB_SYSTEM, AttributeKey.stringKey("db.system.name"));
    private static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final Set<String> PLACE =
            Set.of(KafkaSpanDecorator.KAFKA_PARTITION_TAG, KafkaSpanDecorator.KAFKA_OFFSET_TAG);
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final Span span;
    private final SpanKind kind;
    private final Context context;

    ExchangeSpan(Span span, SpanKind kind, Context parent) {
        this.span = span;
        this.kind = kind;
        this.context = parent.with(span);
    }

    /** Returns the context that is the parent of spans inside this one. */
    Context context() {
        return context;
    }

    void setMessaging(String system, String operation) {
        span.setAttribute("messaging.system", system);
        span.setAttribute("messaging.operation.name", operation);
        span.setAttribute("messaging.operation.type", operation);
    }

    /** Marks the span as failed. The reason is one of few, such as the name of a class. */
    void setFailure(String reason) {
        span.setStatus(StatusCode.ERROR);
        span.setAttribute(ERROR, reason);
    }

    void end() {
        span.end();
    }

    @Override
    public void setTag(String key, String value) {
        // a step that sends still has the position of the record that was read
        boolean isOfAnother = kind == SpanKind.PRODUCER && PLACE.contains(key);
        if (value == null || isOfAnother) {
            return;
        }
        AttributeKey<String> text = TEXTS.get(key);
        if (text != null) {
            span.setAttribute(text, value);
            return;
        }
        switch (key) {
            case KafkaSpanDecorator.KAFKA_OFFSET_TAG -> span.setAttribute(OFFSET, Long.valueOf(value));
            case TagConstants.HTTP_STATUS -> setStatus(Long.parseLong(value));
            case TagConstants.SERVER_ADDRESS -> setServer(value);
            default -> {
                // it may hold what people wrote
            }
        }
    }

    private void setStatus(long status) {
        span.setAttribute(STATUS, status);
        if (status >= (kind == SpanKind.SERVER ? BROKEN : REFUSED)) {
            setFailure(Long.toString(status));
        }
    }

    private void setServer(String address) {
        try {
            URI uri = URI.create(address);
            if (SCHEMES.contains(uri.getScheme()) && uri.getHost() != null) {
                span.setAttribute("server.address", uri.getHost());
            }
        } catch (IllegalArgumentException e) {
            // no address of a server
        }
    }

    @Override
    public void setComponent(String component) {
        span.setAttribute("camel.component", component);
    }

    @Override
    public void setError(boolean isError) {
        if (isError) {
            span.setStatus(StatusCode.ERROR);
        }
    }

    /** Does nothing: a log line may hold what people wrote. */
    @Override
    public void log(Map<String, String> fields) {}
}
