package org.discordbridge.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Rows of figures: medians, with the lowest and the highest of all rounds. */
final class Table {
    private static final int RIVAL = 4;

    private final List<String[]> rows = new ArrayList<>();

    private final List<String> notes = new ArrayList<>();

    Table() {
        rows.add(new String[] {
            "measured", "unit", "bridge", "(from - to)", "rival", "is", "(from - to)", "ratio", "rounds"
        });
    }

    /** Adds what the bridge and its rival did in the same rounds. */
    void add(String what, String unit, double[] bridge, String rival, double[] theirs) {
        double[] ratios = new double[bridge.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = bridge[i] / theirs[i];
        }
        rows.add(new String[] {
            what,
            unit,
            number(median(bridge)),
            spread(bridge),
            rival,
            number(median(theirs)),
            spread(theirs),
            number(median(ratios)),
            String.valueOf(bridge.length)
        });
    }

    /** Adds what has no rival. */
    void add(String what, String unit, double[] bridge) {
        rows.add(new String[] {
            what, unit, number(median(bridge)), spread(bridge), "", "", "", "", String.valueOf(bridge.length)
        });
    }

    /** Adds a remark, to stand below the table. */
    void note(String text) {
        notes.add(text);
    }

    /** The table as text. */
    List<String> lines() {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String format = i < 2 || i == RIVAL ? "%-" + widths[i] + "s  " : "%" + widths[i] + "s  ";
                line.append(String.format(format, row[i]));
            }
            lines.add(line.toString().stripTrailing());
        }
        lines.addAll(notes);
        return lines;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static String spread(double[] values) {
        return "(" + number(Arrays.stream(values).min().orElseThrow()) + " - "
                + number(Arrays.stream(values).max().orElseThrow()) + ")";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }
}
