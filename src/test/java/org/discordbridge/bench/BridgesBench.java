package org.discordbridge.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.discordbridge.bridge.BridgeProcess;

/** The firehose with one, two and three bridges that share its shards, and what one that stands by takes. */
final class BridgesBench {
    private static final int MOST = 3;
    private static final int SHARDS = 6;
    private static final int CHANNELS = 20;
    private static final String READY = "discord_gateway_ready{";

    private final Arena arena;
    private final Scale scale;
    private final Table table;

    BridgesBench(Arena arena, Scale scale, Table table) {
        this.arena = arena;
        this.scale = scale;
        this.table = table;
    }

    void run() throws Exception {
        for (int count = 1; count <= MOST; count++) {
            flood(count);
        }
        standBy();
    }

    private void flood(int count) throws Exception {
        LoadProcess.Discord discord = arena.load.add(SHARDS, CHANNELS, SHARDS);
        List<BridgeProcess> others = new ArrayList<>();
        try (BridgeBot first = arena.bridge(discord, true, BridgesBench::change)) {
            try {
                start(first, others, count);
                measure(first, others);
            } finally {
                others.forEach(BridgeProcess::close);
            }
        }
    }

    private void standBy() throws Exception {
        LoadProcess.Discord discord = arena.load.add(1, CHANNELS);
        List<BridgeProcess> others = new ArrayList<>();
        try (BridgeBot first = arena.bridge(discord, true, BridgesBench::change)) {
            try {
                arena.awaitReady(first);
                others.add(arena.beside(first, BridgesBench::change).awaitReady());
                arena.flood(first, scale.messages());
                table.add("a bridge that stands by", "resident MB", new double[] {
                    new Meter(others.get(0).pid()).residentMegabytes()
                });
            } finally {
                others.forEach(BridgeProcess::close);
            }
        }
    }

    private void start(BridgeBot first, List<BridgeProcess> others, int count) throws IOException {
        arena.awaitReady(first);
        for (int i = 1; i < count; i++) {
            others.add(arena.beside(first, BridgesBench::change));
        }
        others.forEach(BridgeProcess::awaitReady);
        for (BridgeProcess each : all(first, others)) {
            Arena.await(() -> shards(each) == SHARDS / count ? 1 : 0, 1, "the sharing of shards");
        }
    }

    private void measure(BridgeBot first, List<BridgeProcess> others) {
        List<Meter> meters = all(first, others).stream()
                .map(process -> new Meter(process.pid()))
                .toList();
        String what = "firehose, " + meters.size() + (meters.size() == 1 ? " bridge" : " bridges");
        for (int i = 0; i < scale.warm(); i++) {
            arena.flood(first, scale.messages());
        }
        double[] speeds = new double[scale.rounds()];
        double[] costs = new double[scale.rounds()];
        for (int i = 0; i < scale.rounds(); i++) {
            double cpu = cpu(meters);
            speeds[i] = scale.messages() / arena.flood(first, scale.messages());
            costs[i] = (cpu(meters) - cpu) * 1e6 / scale.messages();
        }
        table.add(what, "messages/s, all together", speeds);
        table.add(what, "CPU µs a message", costs);
    }

    private static void change(BridgeProcess process) throws IOException {
        // else each of them waits for a quarter of a minute before it takes shards that others could keep
        process.withOption("-Dcamel.beans.bridges.settle=1");
    }

    private static List<BridgeProcess> all(BridgeBot first, List<BridgeProcess> others) {
        return Stream.concat(Stream.of(first.process()), others.stream()).toList();
    }

    private static double cpu(List<Meter> meters) {
        return meters.stream().mapToDouble(Meter::cpuSeconds).sum();
    }

    private static long shards(BridgeProcess bridge) {
        return bridge.get("/observe/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(READY) && line.endsWith(" 1.0"))
                .count();
    }
}
