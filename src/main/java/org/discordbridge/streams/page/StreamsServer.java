package org.discordbridge.streams.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves health and activity over HTTP, to whoever can reach its address. */
public final class StreamsServer implements AutoCloseable {
    static final String PART = "/observe/activity/part";
    private static final String ACTIVITY = "/observe/activity";
    private static final String READY = "/observe/health/ready";
    private static final Logger LOG = LoggerFactory.getLogger(StreamsServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern GUILD = Pattern.compile("(?:^|&)guild=([0-9]{1,20})(?:&|$)");
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "streams-http");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Says what it serves.
     *
     * @param addresses gives those of all instances, as host:port
     * @param rows gives the rows of this instance; throws while they cannot be read
     * @param health gives the state of this instance; {@code "status": "UP"} if it is ready
     */
    public record Served(
            Supplier<Collection<String>> addresses, Supplier<JsonNode> rows, Supplier<Map<String, Object>> health) {}

    /**
     * Takes the port, and answers nothing yet.
     *
     * @throws IOException if it cannot be had
     */
    public StreamsServer(String host, int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 0);
        server.setExecutor(threads);
    }

    /** Returns an address as it is in a URL: an IPv6 host is in brackets. */
    public static String address(String host, int port) {
        return (host.contains(":") && !host.startsWith("[") ? '[' + host + ']' : host) + ':' + port;
    }

    /** Returns the port. */
    public int port() {
        return server.getAddress().getPort();
    }

    /**
     * Answers from now on.
     *
     * @param self the address by which the others know this instance
     */
    public void start(String self, Served served) {
        Instances instances = new Instances(self, served.addresses(), served.rows());
        server.createContext(
                PART,
                exchange -> answer(
                        exchange, "application/json", () -> served.rows().get().toString()));
        server.createContext(ACTIVITY, exchange -> {
            String query = exchange.getRequestURI().getRawQuery();
            Matcher guild = GUILD.matcher(query == null ? "" : query);
            String only = guild.find() ? guild.group(1) : "";
            String accepted = String.valueOf(exchange.getRequestHeaders().getFirst("Accept"));
            boolean json = accepted.contains("application/json") || query != null && query.contains("format=json");
            answer(exchange, json ? "application/json" : "text/html", () -> {
                JsonNode view = ActivityView.of(instances.collect(), Instant.now(), only);
                return json ? view.toString() : ActivityPage.of(view);
            });
        });
        server.createContext(READY, exchange -> {
            Map<String, Object> health = served.health().get();
            send(
                    exchange,
                    "UP".equals(health.get("status")) ? 200 : 503,
                    "application/json",
                    JSON.writeValueAsString(health));
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, String type, Supplier<String> text) throws IOException {
        String body;
        try {
            body = text.get();
        } catch (RuntimeException e) {
            LOG.debug("{} cannot be answered now", exchange.getRequestURI().getPath(), e);
            send(
                    exchange,
                    503,
                    "text/plain",
                    "The streams are not ready, or are taking over the work of others: ask again\n");
            return;
        }
        send(exchange, 200, type, body);
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
            exchange.getResponseHeaders()
                    .set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
