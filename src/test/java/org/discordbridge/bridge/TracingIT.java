package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.Upload;
import org.discordbridge.simulator.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A collector of traces beside the bridge. */
@Timeout(600)
@ExtendWith({ServersExtension.class, StageExtension.class})
class TracingIT {
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final HexFormat HEX = HexFormat.of();

    private final List<Span> spans = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    @Test
    void aMessageAndItsAnswerAreOneTrace(KafkaServer kafka, RegistryServer registry, S3Server s3) throws Exception {
        HttpServer collector = collector();
        try (Stage stage = Stage.on(kafka, registry, s3);
                BridgeProcess bridge = stage.bridge(directory);
                RecordLog commands = new RecordLog(kafka, stage.commands());
                RecordLog responses = new RecordLog(kafka, stage.responses())) {
            User ada = stage.discord().addUser("Ada");
            Channel general = stage.discord().addGuild("Home").addTextChannel("general");
            Files.copy(
                    Path.of("src/main/docs/examples/read-the-topic/shout.camel.yaml"),
                    directory.resolve("routes/shout.camel.yaml"));
            bridge.with("TRACING", "true")
                    .with(
                            "OTEL_EXPORTER_OTLP_ENDPOINT",
                            "http://127.0.0.1:" + collector.getAddress().getPort())
                    .with("OTEL_BSP_SCHEDULE_DELAY", "100")
                    .start();

            general.post(ada, "!shout woof, quietly");
            general.awaitMessage("WOOF, QUIETLY", SOON);

            String trace = trace(commands.await(1).get(0));
            assertThat(trace).hasSize(32);
            assertThat(trace(responses.await(1).get(0))).isEqualTo(trace);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(spans)
                            .filteredOn(span -> HEX.formatHex(span.getTraceId().toByteArray())
                                    .equals(trace))
                            .extracting(Span::getName, Span::getKind)
                            .contains(
                                    tuple("process message-created", SpanKind.SPAN_KIND_CONSUMER),
                                    tuple("send " + stage.commands(), SpanKind.SPAN_KIND_PRODUCER),
                                    tuple("process " + stage.commands(), SpanKind.SPAN_KIND_CONSUMER),
                                    tuple("send " + stage.responses(), SpanKind.SPAN_KIND_PRODUCER),
                                    tuple("process " + stage.responses(), SpanKind.SPAN_KIND_CONSUMER),
                                    tuple("answers", SpanKind.SPAN_KIND_INTERNAL),
                                    tuple("discord send-message", SpanKind.SPAN_KIND_CLIENT)));
            assertThat(spans).noneMatch(span -> span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR);
            assertThat(spans)
                    .noneMatch(span -> span.toString().toLowerCase(Locale.ROOT).contains("woof"));
            assertThat(spans)
                    .noneMatch(span -> span.toString().contains(stage.discord().token()));
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void whatFailedIsAnErrorAndNoFileIsNamed(KafkaServer kafka, RegistryServer registry, S3Server s3) throws Exception {
        HttpServer collector = collector();
        try (FileScene scene = new FileScene(kafka, registry, s3, directory);
                Answers answers = new Answers(scene.stage())) {
            scene.with("TRACING", "true")
                    .with(
                            "OTEL_EXPORTER_OTLP_ENDPOINT",
                            "http://127.0.0.1:" + collector.getAddress().getPort())
                    .with("OTEL_BSP_SCHEDULE_DELAY", "100")
                    .start();

            Message message = scene.post("look", Upload.text("holiday-plans.txt", "to the sea"));
            assertThat(scene.file(message).get("status")).hasToString("STORED");
            answers.send(null, "{\"content\":\"woof\"}".getBytes(StandardCharsets.UTF_8));

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(spans)
                            .extracting(
                                    Span::getName,
                                    Span::getKind,
                                    span -> span.getStatus().getCode())
                            .contains(
                                    tuple("GET", SpanKind.SPAN_KIND_CLIENT, Status.StatusCode.STATUS_CODE_UNSET),
                                    tuple(
                                            "minio putObject",
                                            SpanKind.SPAN_KIND_CLIENT,
                                            Status.StatusCode.STATUS_CODE_UNSET),
                                    tuple(
                                            "process " + scene.stage().responses(),
                                            SpanKind.SPAN_KIND_CONSUMER,
                                            Status.StatusCode.STATUS_CODE_ERROR)));
            assertThat(spans)
                    .filteredOn(span ->
                            span.getName().equals("process " + scene.stage().responses()))
                    .flatExtracting(Span::getAttributesList)
                    .filteredOn(attribute -> attribute.getKey().equals("error.type"))
                    .extracting(attribute -> attribute.getValue().getStringValue())
                    .containsExactly("org.discordbridge.avro.UnreadableRecordException");
            assertThat(spans.toString()).doesNotContain("holiday-plans", "to the sea", "X-Amz", "hm=", "woof");
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void thereAreNoneUnlessTheyAreSwitchedOn(Stage stage, BridgeProcess bridge) {
        try (RecordLog commands = new RecordLog(stage.kafka(), stage.commands())) {
            User ada = stage.discord().addUser("Ada");
            Channel general = stage.discord().addGuild("Home").addTextChannel("general");
            bridge.start();
            general.post(ada, "woof");
            assertThat(commands.await(1).get(0).headers().lastHeader("traceparent"))
                    .isNull();
        }
    }

    /** The trace that a record belongs to (W3C, Trace Context > traceparent). */
    private static String trace(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader("traceparent");
        assertThat(header).isNotNull();
        return new String(header.value(), StandardCharsets.UTF_8).split("-")[1];
    }

    private HttpServer collector() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())
                    .getResourceSpansList()
                    .forEach(resource ->
                            resource.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList())));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
