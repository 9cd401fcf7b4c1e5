package org.discordbridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What the chat page's scripts do, without a browser: somebody in a channel. */
final class ChatClient {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final User person;
    private final Channel channel;

    /** @param channel where requests are about, unless they say something else */
    ChatClient(DiscordSimulator discord, User person, Channel channel) {
        this.url = discord.chat().url();
        this.person = person;
        this.channel = channel;
    }

    /** One server-sent event. */
    record Event(String name, JsonNode data) {}

    /** Does something; the answer has {@code error} if it cannot be done. */
    JsonNode act(String action, Map<String, ?> request) throws Exception {
        Map<String, Object> all = new TreeMap<>(Map.of("as", id(person.id()), "channel", id(channel.id())));
        all.putAll(request);
        HttpRequest post = HttpRequest.newBuilder(URI.create(url + "/api/" + action))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Wire.JSON.writeValueAsString(all)))
                .build();
        return Wire.JSON.readTree(
                http.send(post, HttpResponse.BodyHandlers.ofString()).body());
    }

    JsonNode upload(String name, String type, byte[] content) throws Exception {
        HttpRequest post = HttpRequest.newBuilder(URI.create(url + "/api/upload?name=" + name + "&type=" + type))
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(content))
                .build();
        return Wire.JSON.readTree(
                http.send(post, HttpResponse.BodyHandlers.ofString()).body());
    }

    HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What changes, from now on. */
    BlockingQueue<Event> stream() throws Exception {
        String query = "?as=" + id(person.id()) + "&channel=" + id(channel.id());
        Stream<String> lines = http.send(
                        HttpRequest.newBuilder(URI.create(url + "/api/stream" + query))
                                .build(),
                        HttpResponse.BodyHandlers.ofLines())
                .body();
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(lines, events), "chat-stream");
        reader.setDaemon(true);
        reader.start();
        return events;
    }

    private static void read(Stream<String> lines, BlockingQueue<Event> events) {
        String[] name = {""};
        try {
            lines.forEach(line -> {
                if (line.startsWith("event: ")) {
                    name[0] = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(name[0], tree(line.substring(6))));
                }
            });
        } catch (UncheckedIOException closed) {
            // with the simulator
        }
    }

    private static JsonNode tree(String json) {
        try {
            return Wire.JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next event of that name; others are skipped. */
    static JsonNode next(BlockingQueue<Event> events, String name) throws InterruptedException {
        while (true) {
            Event event = events.poll(Wire.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("No event '" + name + "' within " + Wire.PATIENCE);
            }
            if (event.name().equals(name)) {
                return event.data();
            }
        }
    }

    static String id(long snowflake) {
        return Long.toUnsignedString(snowflake);
    }
}
