package org.discordbridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client without any library in between: plain requests and plain gateway frames. */
final class Wire {
    static final ObjectMapper JSON = new ObjectMapper();

    /** How long to wait for what must happen: longer than any slow machine takes. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final long PLAIN_INTENTS = Intent.GUILDS.mask() | Intent.GUILD_MESSAGES.mask();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final DiscordSimulator discord;
    private final Duration patience;
    private final String by;

    Wire(DiscordSimulator discord) {
        this(discord, PATIENCE);
    }

    /** One whose calls wait so long for an answer. */
    Wire(DiscordSimulator discord, Duration patience) {
        this.discord = discord;
        this.patience = patience;
        this.by = "127.0.0.1:" + discord.port();
    }

    /** One that reaches it by another host and port, {@code HOST:PORT}. */
    Wire(DiscordSimulator discord, String by) {
        this.discord = discord;
        this.patience = PATIENCE;
        this.by = by;
    }

    /** A status and a JSON body. */
    record Reply(int status, JsonNode body, HttpResponse<?> raw) {
        int code() {
            return body.path("code").asInt();
        }
    }

    Reply call(String method, String path, String json) throws IOException, InterruptedException {
        return send(request(method, path, json));
    }

    HttpRequest.Builder request(String method, String path, String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + by + "/api/v10" + path))
                .timeout(patience)
                .header("Authorization", "Bot " + discord.token())
                .header("User-Agent", "DiscordBot (https://example.org, 1)");
        if (json == null) {
            return request.method(method, HttpRequest.BodyPublishers.noBody());
        }
        return request.header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json));
    }

    Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        JsonNode body = response.body().startsWith("{") || response.body().startsWith("[")
                ? JSON.readTree(response.body())
                : JSON.createObjectNode();
        return new Reply(response.statusCode(), body, response);
    }

    HttpResponse<byte[]> download(String url) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).timeout(patience).build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    Socket connect() {
        return connect("?v=10&encoding=json");
    }

    Socket connect(String query) {
        Socket socket = new Socket();
        socket.web = http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://" + by + "/" + query), socket)
                .join();
        return socket;
    }

    /** A connection that identified and has read its READY. */
    Socket identified(long intents) throws InterruptedException {
        Socket socket = connect();
        socket.next(10);
        socket.identify(discord.token(), intents);
        return socket;
    }

    /** One gateway connection. */
    static final class Socket implements WebSocket.Listener {
        private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder partial = new StringBuilder();
        private WebSocket web;

        void send(String frame) {
            web.sendText(frame, true).join();
        }

        void identify(String token, long intents) {
            send("{\"op\":2,\"d\":{\"token\":\"" + token + "\",\"intents\":" + intents
                    + ",\"properties\":{\"os\":\"linux\",\"browser\":\"wire\",\"device\":\"wire\"}}}");
        }

        /** Identifies as a shard, with the intents for guilds and their messages. */
        void identify(String token, int shard, int shards) {
            send("{\"op\":2,\"d\":{\"token\":\"" + token + "\",\"intents\":" + PLAIN_INTENTS
                    + ",\"properties\":{},\"shard\":[" + shard + "," + shards + "]}}");
        }

        void resume(String token, String session, long seq) {
            send("{\"op\":6,\"d\":{\"token\":\"" + token + "\",\"session_id\":\"" + session + "\",\"seq\":" + seq
                    + "}}");
        }

        /** The next frame with this opcode; others are skipped. */
        JsonNode next(int op) throws InterruptedException {
            while (true) {
                JsonNode frame = frames.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                if (frame == null) {
                    throw new AssertionError("No frame with op " + op + " within " + PATIENCE);
                }
                if (frame.path("op").asInt() == op) {
                    return frame;
                }
            }
        }

        /** The next dispatch of this type; others are skipped. */
        JsonNode next(String type) throws InterruptedException {
            JsonNode frame;
            do {
                frame = next(0);
            } while (!frame.path("t").asText().equals(type));
            return frame;
        }

        boolean quiet(Duration time) throws InterruptedException {
            return frames.poll(time.toMillis(), TimeUnit.MILLISECONDS) == null;
        }

        int closeCode() throws Exception {
            return closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        void close(int code) {
            web.sendClose(code, "").join();
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                try {
                    frames.add(JSON.readTree(partial.toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                partial.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.complete(1006);
        }
    }
}
