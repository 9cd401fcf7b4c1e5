package org.discordbridge.bench;

import java.util.ArrayList;
import java.util.List;

/** Measures bots in turns: each is the first as often as the others. */
final class Rounds {
    private Rounds() {}

    /** Measures one bot once. */
    @FunctionalInterface
    interface Measurement {
        void measure(Bot bot, Result result) throws Exception;
    }

    /** The results of so many rounds, in the order of the bots. One more round goes before, for warming up. */
    static List<Result> of(int rounds, List<Bot> bots, Measurement measurement) throws Exception {
        List<Result> results = new ArrayList<>();
        bots.forEach(bot -> results.add(new Result()));
        for (int round = 0; round <= rounds; round++) {
            for (int i = 0; i < bots.size(); i++) {
                int turn = (i + round) % bots.size();
                measurement.measure(bots.get(turn), round == 0 ? new Result() : results.get(turn));
            }
        }
        return results;
    }
}
