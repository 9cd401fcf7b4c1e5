package org.discordbridge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.telemetry.Op;
import org.discordbridge.discord.options.DiscordConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ExchangeTracerTest {
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final List<SpanData> spans = new CopyOnWriteArrayList<>();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(new Kept()))
            .build();
    private final ExchangeTracer tracer =
            new ExchangeTracer(provider.get("test"), W3CTraceContextPropagator.getInstance());
    private CamelContext context;

    @BeforeEach
    void makeContext() {
        context = new DefaultCamelContext();
        tracer.setCamelContext(context);
        tracer.init(context);
    }

    @AfterEach
    void close() {
        context.stop();
        provider.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka:discord_commands?brokers=localhost:1|EVENT_SENT|PRODUCER|send discord_commands",
                "kafka:discord_responses?brokers=localhost:1|EVENT_RECEIVED|CONSUMER|process discord_responses",
                "discord:message-created,message-edited?token=secret|EVENT_RECEIVED|CONSUMER|process message-edited",
                "discord:send-message?token=secret|EVENT_SENT|CLIENT|discord send-message",
                "https://cdn.example.org/cat.png?sig=secret|EVENT_SENT|CLIENT|GET",
                "minio:files?objectName=cat.png&accessKey=secret&secretKey=secret|EVENT_SENT|CLIENT|minio putObject",
                "platform-http:/hook?httpMethodRestrict=GET|EVENT_RECEIVED|SERVER|GET",
                "direct:message-record|EVENT_SENT|INTERNAL|message-record",
                "direct:message-record|EVENT_RECEIVED|INTERNAL|message-record",
                "lane:answers?keyHeader=secret|EVENT_SENT|INTERNAL|answers",
                "log:somewhere?level=INFO|EVENT_SENT|INTERNAL|log",
                "timer:often?period=1000|EVENT_RECEIVED|INTERNAL|timer"
            })
    void eachEndpointHasItsKindAndAShortName(String uri, Op op, SpanKind kind, String name) {
        Endpoint endpoint = context.getEndpoint(uri);
        Exchange exchange = op == Op.EVENT_RECEIVED ? endpoint.createExchange() : new DefaultExchange(context);
        exchange.getMessage().setHeader(DiscordConstants.EVENT, "message-edited");

        span(endpoint, exchange, op);

        assertThat(spans).extracting(SpanData::getKind, SpanData::getName).containsExactly(tuple(kind, name));
        assertThat(spans.get(0).toString()).doesNotContain("cat.png", "secret");
    }

    @Test
    void theRecordThatIsReadHasItsPlace() {
        Endpoint read = context.getEndpoint("kafka:answers?brokers=localhost:1");
        Endpoint written = context.getEndpoint("kafka:results?brokers=localhost:1");
        Exchange exchange = read.createExchange();
        exchange.getMessage().setHeaders(Map.of("kafka.PARTITION", 3, "kafka.OFFSET", 17L));

        span(written, exchange, Op.EVENT_SENT);
        span(read, exchange, Op.EVENT_RECEIVED);

        assertThat(spans.get(0).getAttributes().asMap())
                .isEqualTo(Attributes.builder()
                        .put("messaging.system", "kafka")
                        .put("messaging.operation.name", "send")
                        .put("messaging.operation.type", "send")
                        .put("messaging.destination.name", "results")
                        .put("camel.component", "camel-kafka")
                        .build()
                        .asMap());
        assertThat(spans.get(1).getAttributes().asMap())
                .isEqualTo(Attributes.builder()
                        .put("messaging.system", "kafka")
                        .put("messaging.operation.name", "process")
                        .put("messaging.operation.type", "process")
                        .put("messaging.destination.name", "answers")
                        .put("messaging.destination.partition.id", "3")
                        .put("messaging.kafka.offset", 17L)
                        .put("camel.component", "camel-kafka")
                        .build()
                        .asMap());
    }

    @ParameterizedTest
    @CsvSource({
        "https://cdn.example.org/cat.png, EVENT_SENT, 200, UNSET",
        "https://cdn.example.org/cat.png, EVENT_SENT, 404, ERROR",
        "platform-http:/hook, EVENT_RECEIVED, 404, UNSET",
        "platform-http:/hook, EVENT_RECEIVED, 503, ERROR"
    })
    void aRefusalIsAnErrorOfWhoAsked(String uri, Op op, int status, StatusCode expected) {
        Endpoint endpoint = context.getEndpoint(uri);
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);

        span(endpoint, exchange, op);

        SpanData span = spans.get(0);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(expected);
        assertThat(span.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                .isEqualTo(status);
        assertThat(span.getAttributes().get(ERROR_TYPE))
                .isEqualTo(expected == StatusCode.ERROR ? Integer.toString(status) : null);
        if (op == Op.EVENT_SENT) {
            assertThat(span.getAttributes().get(AttributeKey.stringKey("server.address")))
                    .isEqualTo("cdn.example.org");
        }
    }

    @Test
    void whatFailedIsAnErrorEvenIfTheRouteHandlesIt() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).handled(true).to("direct:kept");
                from("direct:in").to("direct:read");
                from("direct:read")
                        .errorHandler(noErrorHandler())
                        .throwException(new IllegalStateException("cat.png is no record"));
                from("direct:kept").log("kept ${exception.message}");
            }
        });
        context.start();

        context.createProducerTemplate().sendBody("direct:in", "dog.png");

        assertThat(spans)
                .extracting(
                        SpanData::getName,
                        span -> span.getStatus().getStatusCode(),
                        span -> span.getAttributes().get(ERROR_TYPE))
                .containsExactlyInAnyOrder(
                        // each step is two: who calls, and who is called
                        tuple("read", StatusCode.ERROR, "java.lang.IllegalStateException"),
                        tuple("read", StatusCode.ERROR, "java.lang.IllegalStateException"),
                        tuple("kept", StatusCode.UNSET, null),
                        tuple("kept", StatusCode.UNSET, null),
                        tuple("in", StatusCode.ERROR, "java.lang.IllegalStateException"),
                        tuple("in", StatusCode.ERROR, "java.lang.IllegalStateException"));
        assertThat(spans.toString()).doesNotContain(".png");
    }

    @Test
    void whatWorksAtASecondTryIsNone() throws Exception {
        context.addRoutes(new RouteBuilder() {
            private int tries;

            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(1).redeliveryDelay(0));
                from("direct:in").process(exchange -> {
                    if (tries++ == 0) {
                        throw new IllegalStateException("not yet");
                    }
                });
            }
        });
        context.start();

        context.createProducerTemplate().sendBody("direct:in", "woof");

        assertThat(spans)
                .hasSize(2)
                .allSatisfy(span -> assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET));
    }

    @Test
    void whatIsReadGoesOnWithItsTraceAndWhatIsSentCarriesIt() {
        Endpoint read = context.getEndpoint("kafka:answers?brokers=localhost:1");
        Endpoint written = context.getEndpoint("kafka:results?brokers=localhost:1");
        Exchange exchange = read.createExchange();
        exchange.getMessage().setHeader("traceparent", PARENT);

        tracer.beginEventSpan(exchange, read, Op.EVENT_RECEIVED);
        tracer.beginEventSpan(exchange, written, Op.EVENT_SENT);
        String sent = exchange.getMessage().getHeader("traceparent", String.class);
        tracer.endEventSpan(exchange, written);
        tracer.endEventSpan(exchange, read);

        SpanData inner = spans.get(0);
        SpanData outer = spans.get(1);
        assertThat(outer.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(inner.getParentSpanId()).isEqualTo(outer.getSpanId());
        assertThat(sent).isEqualTo("00-0af7651916cd43dd8448eb211c80319c-" + inner.getSpanId() + "-01");
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey("baggage");
    }

    private void span(Endpoint endpoint, Exchange exchange, Op op) {
        tracer.beginEventSpan(exchange, endpoint, op);
        tracer.endEventSpan(exchange, endpoint);
    }

    private final class Kept implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> ended) {
            spans.addAll(ended);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
