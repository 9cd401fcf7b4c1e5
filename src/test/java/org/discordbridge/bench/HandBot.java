package org.discordbridge.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** One that is written by hand. */
final class HandBot implements Bot {
    private final LoadProcess.Discord discord;
    private final Process process;
    private final long began;
    private final String label;
    private final String name;
    private final Topics topics;

    /**
     * Takes a process that was started.
     *
     * @param began when that was, in microseconds since 1970
     * @param label what it is called in the table
     * @param name what its topics begin with; null if it has none and counts
     */
    HandBot(LoadProcess.Discord discord, Process process, long began, String label, String name, Topics topics) {
        this.discord = discord;
        this.process = process;
        this.began = began;
        this.label = label;
        this.name = name;
        this.topics = topics;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    @Override
    public LoadProcess.Discord discord() {
        return discord;
    }

    @Override
    public long began() {
        return began;
    }

    @Override
    public Meter meter() {
        return new Meter(process.pid());
    }

    @Override
    public long done() {
        return name == null ? counted() : topics.end(commands());
    }

    private long counted() {
        try {
            var questions = process.outputWriter(StandardCharsets.UTF_8);
            questions.write("\n");
            questions.flush();
            BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
            String line = answers.readLine();
            while (line != null && !line.startsWith("count ")) {
                line = answers.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("What counts has ended");
            }
            return Long.parseLong(line.substring("count ".length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String commands() {
        return name == null ? null : name + ".commands";
    }

    @Override
    public String responses() {
        return name == null ? null : name + ".responses";
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        discord.remove();
    }

    @Override
    public String toString() {
        return label;
    }
}
