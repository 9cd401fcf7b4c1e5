package org.discordbridge.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.discordbridge.servers.ParentWatch;

/** {@link Load} as seen from here. */
final class LoadProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private int discords;

    /**
     * A Discord of the load.
     *
     * @param name what the load knows it by
     */
    record Discord(
            LoadProcess load, String name, int shards, String apiUrl, String gatewayUrl, String token, String cdnHost) {
        /** Waits for the one client, with all of its shards, and says when it was there, in microseconds since 1970. */
        long awaitReady() {
            return Long.parseLong(load.ask("ready", name));
        }

        void flood(int count) {
            load.ask("flood", name, count);
        }

        /** Somebody posts files, one with each message. */
        void files(int count, int size) {
            load.ask("files", name, count, size);
        }

        void pace(int count, int eachSecond) {
            load.ask("pace", name, count, eachSecond);
        }

        /** Somebody writes numbered messages for that time, as fast as they are read; returns how many. */
        int steady(Duration time) {
            return Integer.parseInt(load.ask("steady", name, time.toSeconds()));
        }

        Visits visits() {
            String[] counts = load.ask("visits", name).split(" ", -1);
            return new Visits(Integer.parseInt(counts[0]), Integer.parseInt(counts[1]));
        }

        List<String> channels() {
            return List.of(load.ask("channels", name).split(" ", -1));
        }

        /** Waits for so many further posts. */
        List<Arrival> awaitCalls(int count) {
            return Stream.of(load.ask("calls", name, count).split(" ", -1))
                    .map(call -> call.split(":", 2))
                    .map(times -> new Arrival(Long.parseLong(times[0]), Long.parseLong(times[1])))
                    .toList();
        }

        void remove() {
            load.ask("remove", name);
        }
    }

    /**
     * What the client has done so far.
     *
     * @param connections how often it connected to the gateway
     * @param reads how often it read messages of a channel over REST
     */
    record Visits(int connections, int reads) {}

    LoadProcess() {
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx3g",
                            "-XX:+UseSerialGC",
                            "-XX:-UsePerfData",
                            "-cp",
                            System.getProperty("java.class.path"),
                            // one that is in the middle of a flood would not see that its input has ended
                            ParentWatch.class.getName(),
                            Load.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    Discord add(int guilds, int channelsInEach) {
        return add(guilds, channelsInEach, 1);
    }

    /** One whose client divides the guilds over so many connections. */
    Discord add(int guilds, int channelsInEach, int shards) {
        String name = "discord-" + ++discords;
        String[] answer = ask("add", name, guilds, channelsInEach, shards).split(" ", -1);
        return new Discord(this, name, shards, answer[0], answer[1], answer[2], answer[3]);
    }

    private String ask(Object... words) {
        String line = String.join(" ", Stream.of(words).map(String::valueOf).toList());
        try {
            var commands = process.outputWriter(StandardCharsets.UTF_8);
            commands.write(line + "\n");
            commands.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("The load has ended while it was asked to " + line);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException("The load cannot be asked to " + line, e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
