package org.discordbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.discordbridge.servers.KafkaServer;
import org.discordbridge.servers.RegistryServer;
import org.discordbridge.servers.S3Server;
import org.discordbridge.servers.ServersExtension;
import org.discordbridge.simulator.Channel;
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
            bridge.with("TRACING", "true")
                    .with(
                            "OTEL_EXPORTER_OTLP_ENDPOINT",
                            "http://127.0.0.1:" + collector.getAddress().getPort())
                    .with("OTEL_BSP_SCHEDULE_DELAY", "100")
                    .start();

            general.post(ada, "!echo woof, quietly");
            general.awaitMessage("woof, quietly", SOON);

            String trace = trace(commands.await(1).get(0));
            assertThat(trace).hasSize(32);
            assertThat(trace(responses.await(1).get(0))).isEqualTo(trace);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(spans.stream()
                                    .filter(span -> HEX.formatHex(
                                                    span.getTraceId().toByteArray())
                                            .equals(trace))
                                    .map(Span::getName))
                            .contains("discord message-created", "discord send-message")
                            .anyMatch(name -> name.contains(stage.commands()))
                            .anyMatch(name -> name.contains(stage.responses())));
            assertThat(spans).noneMatch(span -> span.toString().contains("woof"));
            assertThat(spans)
                    .noneMatch(span -> span.toString().contains(stage.discord().token()));
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
