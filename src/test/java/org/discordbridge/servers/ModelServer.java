package org.discordbridge.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server of OpenAI's API for tests: {@code POST /v1/chat/completions}, not streamed, without a model behind it. */
public final class ModelServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Question> questions = new CopyOnWriteArrayList<>();
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);

    private ModelServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", this::complete);
        server.setExecutor(threads);
        server.start();
    }

    /** Starts one on a free port. */
    public static ModelServer start() {
        try {
            return new ModelServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The base address. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** Says that, once; without anything to say it repeats the last message. */
    public void says(String text) {
        replies.add(new Reply(200, completion(text), false));
    }

    /** Answers once with that status and body. */
    public void answers(int status, String body) {
        replies.add(new Reply(status, body, false));
    }

    /** Sends once the half of an answer, and nothing more until it is closed. */
    public void stalls() {
        replies.add(new Reply(200, completion("never seen"), true));
    }

    /** What it was asked. */
    public List<Question> questions() {
        return List.copyOf(questions);
    }

    private void complete(HttpExchange exchange) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody());
        questions.add(new Question(exchange.getRequestHeaders().getFirst("Authorization"), body));
        JsonNode messages = body.path("messages");
        Reply reply = replies.poll();
        if (reply == null) {
            String last = messages.get(messages.size() - 1).path("content").asText();
            reply = new Reply(200, completion("You said: " + last), false);
        }
        byte[] bytes = reply.body().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        if (reply.isHalf()) {
            exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
            exchange.getResponseBody().flush();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } else {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private static String completion(String text) {
        try {
            return JSON.writeValueAsString(Map.of(
                    "id",
                    "chatcmpl-1",
                    "object",
                    "chat.completion",
                    "created",
                    1,
                    "model",
                    "test",
                    "choices",
                    List.of(Map.of(
                            "index",
                            0,
                            "message",
                            Map.of("role", "assistant", "content", text),
                            "finish_reason",
                            "stop")),
                    "usage",
                    Map.of("prompt_tokens", 9, "completion_tokens", 3, "total_tokens", 12)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    /**
     * A request.
     *
     * @param authorization the header; null if there was none
     * @param body the JSON
     */
    public record Question(String authorization, JsonNode body) {
        /** The messages, each as role and content. */
        public List<String> messages() {
            List<String> all = new java.util.ArrayList<>();
            body.path("messages")
                    .forEach(one -> all.add(one.path("role").asText() + ": "
                            + one.path("content").asText()));
            return all;
        }
    }

    private record Reply(int status, String body, boolean isHalf) {}
}
