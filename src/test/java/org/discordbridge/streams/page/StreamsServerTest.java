package org.discordbridge.streams.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamsServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long NOW = Instant.now().truncatedTo(ChronoUnit.HOURS).toEpochMilli();

    @Test
    void showsTheWholeWhicheverInstanceIsAsked() throws Exception {
        try (StreamsServer one = new StreamsServer("127.0.0.1", 0);
                StreamsServer other = new StreamsServer("127.0.0.1", 0)) {
            List<String> both = List.of(address(one), address(other));
            one.start(address(one), served(both, () -> rows(row("1", "", "", 3), row("1", "11", "general", 3))));
            other.start(address(other), served(both, () -> rows(row("2", "", "", 4), row("2", "22", "<b>&\"", 4))));

            for (StreamsServer asked : List.of(one, other)) {
                JsonNode view = JSON.readTree(
                        get(asked, "/observe/activity?format=json").body());
                assertThat(view.path("complete").asBoolean()).isTrue();
                assertThat(view.path("hours")).hasSize(24);
                assertThat(view.path("hours").path(23).path("messages").asInt()).isEqualTo(7);
                assertThat(view.path("busiest_channels").findValuesAsText("channel_id"))
                        .containsExactly("22", "11");
                assertThat(get(asked, "/observe/activity").body())
                        .contains("#general", "#&lt;b&gt;&amp;&quot;")
                        .doesNotContain("<b>", "Not all instances");
            }
            JsonNode only = JSON.readTree(
                    get(one, "/observe/activity?guild=2&format=json").body());
            assertThat(only.path("hours").path(23).path("messages").asInt()).isEqualTo(4);
        }
    }

    @Test
    void saysThatAnInstanceDoesNotAnswer() throws Exception {
        try (StreamsServer gone = new StreamsServer("127.0.0.1", 0);
                StreamsServer one = new StreamsServer("127.0.0.1", 0);
                StreamsServer busy = new StreamsServer("127.0.0.1", 0)) {
            gone.close();
            List<String> all = List.of(address(one), address(gone), address(busy), "not_a_host:1");
            one.start(address(one), served(all, () -> rows(row("1", "", "", 3))));
            busy.start(address(busy), served(all, () -> {
                throw new IllegalStateException("taking over");
            }));

            JsonNode view =
                    JSON.readTree(get(one, "/observe/activity?format=json").body());
            assertThat(view.path("complete").asBoolean()).isFalse();
            assertThat(view.path("hours").path(23).path("messages").asInt()).isEqualTo(3);
            assertThat(view.path("instances").findValuesAsText("answered"))
                    .containsExactlyInAnyOrder("true", "false", "false", "false");
            assertThat(get(one, "/observe/activity").body()).contains("Not all instances answered");
            assertThat(get(busy, "/observe/activity/part").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void putsAnIpv6HostIntoBrackets() {
        assertThat(StreamsServer.address("::1", 80)).isEqualTo("[::1]:80");
        assertThat(StreamsServer.address("host", 80)).isEqualTo("host:80");
    }

    @Test
    void isReadyWhenItsHealthIsUp() throws Exception {
        try (StreamsServer one = new StreamsServer("127.0.0.1", 0);
                StreamsServer other = new StreamsServer("127.0.0.1", 0)) {
            one.start(address(one), new StreamsServer.Served(List::of, () -> rows(), () -> Map.of("status", "UP")));
            other.start(
                    address(other), new StreamsServer.Served(List::of, () -> rows(), () -> Map.of("status", "DOWN")));

            assertThat(get(one, "/observe/health/ready").statusCode()).isEqualTo(200);
            assertThat(get(other, "/observe/health/ready").statusCode()).isEqualTo(503);
        }
    }

    private static StreamsServer.Served served(List<String> addresses, Supplier<JsonNode> rows) {
        return new StreamsServer.Served(() -> addresses, rows, () -> Map.of("status", "UP"));
    }

    private static ArrayNode rows(JsonNode... rows) {
        return JSON.createArrayNode().addAll(List.of(rows));
    }

    private static JsonNode row(String guild, String channel, String name, int messages) {
        return JSON.createObjectNode()
                .put("guild_id", guild)
                .put("channel_id", channel)
                .put("channel_name", name)
                .put("start", NOW)
                .put("messages", messages);
    }

    private static String address(StreamsServer server) {
        return "127.0.0.1:" + server.port();
    }

    private static HttpResponse<String> get(StreamsServer server, String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://" + address(server) + path))
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
