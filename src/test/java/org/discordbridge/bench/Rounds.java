package org.discordbridge.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures bots in turns: each is the first as often as the others. */
final class Rounds {
    /** From which part of all CPU on, what other processes take is worth a remark. */
    private static final double DISTURBED = 0.05;

    private final Scale scale;
    private final Table table;

    Rounds(Scale scale, Table table) {
        this.scale = scale;
        this.table = table;
    }

    /** Measures one bot once. */
    @FunctionalInterface
    interface Measurement<B> {
        void measure(B bot, Result result) throws Exception;
    }

    /** The results by the names of the bots. What some rounds before find is dropped: they warm up. */
    <B> Map<String, Result> of(String what, int warm, Map<String, B> bots, Measurement<B> measurement)
            throws Exception {
        Map<String, Result> results = new LinkedHashMap<>();
        List<String> names = List.copyOf(bots.keySet());
        names.forEach(name -> results.put(name, new Result()));
        int disturbed = 0;
        double most = 0;
        for (int round = -warm; round < scale.rounds(); round++) {
            for (int i = 0; i < bots.size(); i++) {
                String name = names.get(Math.floorMod(i + round, names.size()));
                Result result = round < 0 ? new Result() : results.get(name);
                Machine before = Machine.now();
                measurement.measure(bots.get(name), result);
                double others = Machine.now().othersSince(before);
                result.log((round < 0 ? "warming up, " : "") + what, name);
                if (others > DISTURBED) {
                    System.err.printf(Locale.ROOT, "Other processes took %.0f %% of the CPU meanwhile%n", others * 100);
                }
                if (others > DISTURBED && round >= 0) {
                    disturbed++;
                    most = Math.max(most, others);
                }
            }
        }
        if (disturbed > 0) {
            table.note(String.format(
                    Locale.ROOT,
                    "%s: other processes took up to %.0f %% of the CPU in %d of %d measurements",
                    what,
                    most * 100,
                    disturbed,
                    scale.rounds() * bots.size()));
        }
        return results;
    }
}
