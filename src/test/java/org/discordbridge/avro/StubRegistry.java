package org.discordbridge.avro;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A registry that answers every request in the same way, to see how its client takes it. */
final class StubRegistry implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Answer answer;

    private StubRegistry(Answer first) {
        answer = first;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.getRequestBody().readAllBytes();
            answer.give(exchange, closed);
        });
        server.start();
    }

    /** What it does with a request. */
    private interface Answer {
        void give(HttpExchange exchange, CountDownLatch closed) throws IOException;
    }

    /** One that answers with that status and text. */
    static StubRegistry answering(int status, String body) {
        return new StubRegistry(answer(status, body));
    }

    /** Answers with that from now on. */
    void answerNow(int status, String body) {
        answer = answer(status, body);
    }

    private static Answer answer(int status, String body) {
        return (exchange, closed) -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    /** One that closes the connection instead. */
    static StubRegistry hangingUp() {
        return new StubRegistry((exchange, closed) -> exchange.close());
    }

    /** One that never answers. */
    static StubRegistry silent() {
        return new StubRegistry((exchange, closed) -> await(closed));
    }

    /** One that begins an answer and never ends it. */
    static StubRegistry fallingSilent() {
        return new StubRegistry((exchange, closed) -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await(closed);
        });
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Method and path of every request so far. */
    List<String> requests() {
        return requests;
    }

    /** The {@code Authorization} header of every request so far, "null" if there was none. */
    List<String> authorizations() {
        return authorizations;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
