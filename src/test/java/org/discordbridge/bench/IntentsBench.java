package org.discordbridge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.discordbridge.bridge.BridgeProcess;
import org.discordbridge.bridge.RecordLog;
import org.discordbridge.bridge.Stage;
import org.discordbridge.servers.Servers;
import org.discordbridge.simulator.Channel;
import org.discordbridge.simulator.Guild;
import org.discordbridge.simulator.User;

/** A bridge with ten intents, beside one without any: texts that all differ, so that none is remembered. */
final class IntentsBench {
    private static final int CHANNELS = 20;
    private static final int INTENTS = 10;
    private static final int EXAMPLES = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String TEXT = " and could you please tell me when the next train to the sea leaves today?";

    private final Servers servers;
    private final Scale scale;
    private final Table table;

    IntentsBench(Servers servers, Scale scale, Table table) {
        this.servers = servers;
        this.scale = scale;
        this.table = table;
    }

    /**
     * What one bridge did.
     *
     * @param start seconds until it was ready
     */
    private record Run(double perSecond, double micros, double resident, double start) {}

    void run() throws IOException {
        List<Run> with = new ArrayList<>();
        List<Run> without = new ArrayList<>();
        for (int round = 0; round < scale.rounds(); round++) {
            without.add(run(false));
            with.add(run(true));
        }
        String rival = "no intents";
        table.add(
                "intents",
                "messages/s",
                with.stream().mapToDouble(Run::perSecond).toArray(),
                rival,
                without.stream().mapToDouble(Run::perSecond).toArray());
        table.add(
                "intents",
                "CPU µs a message",
                with.stream().mapToDouble(Run::micros).toArray(),
                rival,
                without.stream().mapToDouble(Run::micros).toArray());
        table.add(
                "intents",
                "resident MB",
                with.stream().mapToDouble(Run::resident).toArray(),
                rival,
                without.stream().mapToDouble(Run::resident).toArray());
        table.add(
                "intents",
                "start, s",
                with.stream().mapToDouble(Run::start).toArray(),
                rival,
                without.stream().mapToDouble(Run::start).toArray());
        table.note("intents: " + INTENTS + " with " + EXAMPLES + " examples each, one thread, texts of about 20 words;"
                + " each round is a new JVM");
    }

    private Run run(boolean intents) throws IOException {
        Path directory = Files.createTempDirectory("intents-bench");
        int messages = scale.messages(50);
        try (Stage stage = Stage.on(servers.kafka(), servers.registry(), servers.s3());
                BridgeProcess bridge = stage.bridge(directory).withShippedOptions();
                RecordLog commands = new RecordLog(servers.kafka(), stage.commands())) {
            User ada = stage.discord().addUser("Ada");
            Guild home = stage.discord().addGuild("Home");
            List<Channel> channels = new ArrayList<>();
            for (int i = 0; i < CHANNELS; i++) {
                channels.add(home.addTextChannel("channel-" + i));
            }
            if (intents) {
                Files.createDirectory(directory.resolve("intents"));
                Files.writeString(directory.resolve("intents/bench.yaml"), file());
            }
            long began = System.nanoTime();
            bridge.start();
            final double start = (System.nanoTime() - began) / 1e9;
            int warm = messages / 4;
            post(channels, ada, 0, warm);
            commands.await(warm, PATIENCE);
            Meter meter = new Meter(bridge.pid());
            double cpu = meter.cpuSeconds();
            began = System.nanoTime();
            post(channels, ada, warm, messages);
            commands.await(warm + messages, PATIENCE);
            double seconds = (System.nanoTime() - began) / 1e9;
            return new Run(
                    messages / seconds, (meter.cpuSeconds() - cpu) * 1e6 / messages, meter.residentMegabytes(), start);
        }
    }

    private static void post(List<Channel> channels, User ada, int from, int count) {
        for (int i = from; i < from + count; i++) {
            channels.get(i % CHANNELS).post(ada, "Message " + i + TEXT);
        }
    }

    private static String file() {
        StringBuilder file = new StringBuilder("intents:\n");
        for (int i = 0; i < INTENTS; i++) {
            file.append("  - name: intent-").append(i).append("\n    examples:\n");
            for (int j = 0; j < EXAMPLES; j++) {
                file.append("      - Example ")
                        .append(j)
                        .append(" of what people say of the thing number ")
                        .append(i)
                        .append('\n');
            }
        }
        return file.toString();
    }
}
