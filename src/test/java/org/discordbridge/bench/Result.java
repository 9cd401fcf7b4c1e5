package org.discordbridge.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** What was measured of one bot in all rounds, by the name of the figure. */
final class Result {
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    void add(String figure, double value) {
        figures.computeIfAbsent(figure, name -> new ArrayList<>()).add(value);
    }

    /** Says the latest of each figure, so that one sees that it goes on. */
    void log(String what, String bot) {
        if (figures.isEmpty()) {
            return;
        }
        StringJoiner line = new StringJoiner(", ", what + ", " + bot + ": ", "");
        figures.forEach((figure, values) ->
                line.add(String.format(Locale.ROOT, "%s %,.2f", figure, values.get(values.size() - 1))));
        System.err.println(line);
    }

    /** Puts it beside what a rival did in the same rounds, as far as that was measured. */
    void tell(Table table, String what, String rival, Result theirs) {
        figures.keySet().stream()
                .filter(theirs.figures::containsKey)
                .forEach(figure -> table.add(what, figure, of(figure), rival, theirs.of(figure)));
    }

    private double[] of(String figure) {
        return figures.get(figure).stream().mapToDouble(value -> value).toArray();
    }
}
