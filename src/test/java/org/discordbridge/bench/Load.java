package org.discordbridge.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.DiscordSimulator;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.MessageDraft;
import org.discordbridge.simulator.RecordedCall;
import org.discordbridge.simulator.Upload;
import org.discordbridge.simulator.User;

/**
 * The load, a process of its own: any number of Discords, one for each bot. Takes commands as lines on standard input, and
 * answers each with one line. Ends with its input.
 */
public final class Load {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** How many messages one Discord keeps in all its channels; clients are never that far behind. */
    private static final int HISTORY = 600_000;

    private static final int FEWEST = 1000;
    /** A snowflake's time begins at this bit, and the shard of a guild goes by it (Discord docs, Gateway > Sharding). */
    private static final int TIME = 22;

    /** Some time in 2018, in milliseconds since 2015: each next guild is of the next shard. */
    private static final long FIRST_GUILD = 100_000_000_000L;

    private static final String TEXT =
            " The quick brown fox jumps over the lazy dog, then says so in a few more words.";

    private static final Predicate<RecordedCall> POSTED = RecordedCall.matching("POST", "/channels/*/messages");

    private final Map<String, Place> places = new HashMap<>();

    private Load() {}

    /** One Discord with somebody in it who writes. */
    private static final class Place {
        final DiscordSimulator discord;
        final List<Channel> channels = new ArrayList<>();
        final User ada;
        final int shards;
        /** How many of its calls were looked at. */
        int calls;

        Place(int guilds, int channelsInEach, int shards) {
            this.shards = shards;
            discord = DiscordSimulator.builder()
                    .history(Math.max(FEWEST, HISTORY / (guilds * channelsInEach)))
                    .recordedCalls(1_000_000)
                    .maxConcurrency(shards)
                    .start();
            ada = discord.addUser("Ada");
            for (int i = 0; i < guilds; i++) {
                Guild guild = discord.addGuild("Guild " + i, (FIRST_GUILD + i) << TIME);
                for (int j = 0; j < channelsInEach; j++) {
                    channels.add(guild.addTextChannel("channel-" + j));
                }
            }
        }

        void post(int number) {
            channels.get(number % channels.size()).post(ada, micros() + TEXT);
        }
    }

    public static void main(String[] args) throws Exception {
        // what anybody logs is no answer
        PrintStream answers = System.out;
        System.setOut(System.err);
        Load load = new Load();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        // the threads of the simulators would go on without this one, and the bench would wait for an answer
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            System.exit(1);
        });
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ", -1);
            answers.println(load.answer(words));
        }
        System.exit(0);
    }

    private String answer(String[] words) {
        if ("add".equals(words[0])) {
            Place place = new Place(Integer.parseInt(words[2]), Integer.parseInt(words[3]), Integer.parseInt(words[4]));
            places.put(words[1], place);
            DiscordSimulator discord = place.discord;
            return String.join(" ", discord.apiUrl(), discord.gatewayUrl(), discord.token(), discord.cdnHost());
        }
        Place place = places.get(words[1]);
        return switch (words[0]) {
            case "ready" -> {
                place.discord.gateway().awaitConnected(place.shards, PATIENCE);
                yield String.valueOf(micros());
            }
            case "flood" -> flood(place, Integer.parseInt(words[2]));
            case "pace" -> pace(place, Integer.parseInt(words[2]), Integer.parseInt(words[3]));
            case "steady" -> steady(place, Integer.parseInt(words[2]));
            case "files" -> files(place, Integer.parseInt(words[2]), Integer.parseInt(words[3]));
            case "visits" -> visits(place);
            case "channels" ->
                place.channels.stream()
                        .map(channel -> String.valueOf(channel.id()))
                        .collect(Collectors.joining(" "));
            case "calls" -> calls(place, Integer.parseInt(words[2]));
            case "remove" -> {
                places.remove(words[1]).discord.close();
                yield "ok";
            }
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    /** As fast as the client reads. */
    private static String flood(Place place, int count) {
        for (int i = 0; i < count; i++) {
            place.post(i);
        }
        return "ok";
    }

    /** One file with each message. */
    private static String files(Place place, int count, int size) {
        Upload upload = Upload.generated("file.bin", null, size);
        for (int i = 0; i < count; i++) {
            place.channels
                    .get(i % place.channels.size())
                    .post(place.ada, MessageDraft.text("file").attach(upload));
        }
        return "ok";
    }

    private static String pace(Place place, int count, int eachSecond) {
        long began = System.nanoTime();
        for (int i = 0; i < count; i++) {
            awaitTurn(began, i, eachSecond);
            place.post(i);
        }
        return "ok";
    }

    /** As fast as the client reads, for so many seconds; each message begins with its number. Tells how many there were. */
    private static String steady(Place place, int seconds) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        int count = 0;
        while (System.nanoTime() < end) {
            place.channels.get(count % place.channels.size()).post(place.ada, count + TEXT);
            count++;
        }
        return String.valueOf(count);
    }

    /** How often the client connected, and how often it read a channel's messages. */
    private static String visits(Place place) {
        return place.discord.connections().size() + " "
                + place.discord.calls("GET", "/channels/*/messages").size();
    }

    static void awaitTurn(long began, int number, int eachSecond) {
        long due = began + number * 1_000_000_000L / eachSecond;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Waits for so many further posts; tells when each was there, and when what it says was produced. */
    private static String calls(Place place, int count) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<RecordedCall> posts = new ArrayList<>();
        while (posts.size() < count) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Only " + posts.size() + " of " + count + " answers");
            }
            LockSupport.parkNanos(20_000_000);
            // those before were looked at before: to do so again and again would be most of the load's work
            List<RecordedCall> calls = place.discord.calls();
            calls.subList(place.calls, calls.size()).stream().filter(POSTED).forEach(posts::add);
            place.calls = calls.size();
        }
        return posts.stream()
                .map(call -> call.body().path("content").asText().split(" ", 2)[0] + ":" + micros(call.when()))
                .collect(Collectors.joining(" "));
    }

    static long micros() {
        return micros(Instant.now());
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
