package org.discordbridge.streams.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.discordbridge.streams.rule.Rule;
import org.discordbridge.streams.watch.Alert;

/** Says in lines what rules would have said, beside those in force. */
final class ReplayReport {
    private static final int PEOPLE = 5;
    private static final int LINKS = 3;
    private static final int EACH = 20;

    private final Trial tried;
    private final Trial inForce;

    ReplayReport(Trial tried, Trial inForce) {
        this.tried = tried;
        this.inForce = inForce;
    }

    /** Describes what was read. */
    record Read(long records, long unreadable, Instant from, Duration took) {}

    List<String> lines(Read read) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "Read %,d records since %s in %.1f s%s%s.",
                read.records(),
                seconds(read.from()),
                read.took().toMillis() / 1000.0,
                read.unreadable() == 0 ? "" : String.format(Locale.ROOT, "; %,d cannot be read", read.unreadable()),
                tried.late() == 0
                        ? ""
                        : String.format(Locale.ROOT, "; %,d came later than STREAMS_GRACE", tried.late())));
        lines.add("");
        lines.add(row("rule", "spoke", "in force", "first", "last"));
        for (String rule : names()) {
            List<Alert> said = of(tried, rule);
            lines.add(row(
                    rule,
                    has(tried, rule) ? String.valueOf(said.size()) : "-",
                    has(inForce, rule) ? String.valueOf(of(inForce, rule).size()) : "-",
                    said.isEmpty()
                            ? ""
                            : seconds(Instant.ofEpochMilli(said.get(0).time())),
                    said.isEmpty()
                            ? ""
                            : seconds(Instant.ofEpochMilli(
                                    said.get(said.size() - 1).time()))));
        }
        for (String rule : names()) {
            List<Alert> said = of(tried, rule);
            said.stream().limit(EACH).forEach(alert -> tell(alert, lines));
            if (said.size() > EACH) {
                lines.add("  and " + (said.size() - EACH) + " more of " + rule);
            }
        }
        lines.add("");
        lines.add(changes());
        return lines;
    }

    private void tell(Alert alert, List<String> lines) {
        lines.add("");
        List<Long> users = alert.users();
        String who = users.stream().limit(PEOPLE).map(Long::toUnsignedString).collect(Collectors.joining(", "));
        lines.add(alert.rule().name() + ", " + seconds(Instant.ofEpochMilli(alert.time())) + ", guild "
                + Long.toUnsignedString(alert.guild()) + ", by " + who
                + (users.size() > PEOPLE ? " and " + (users.size() - PEOPLE) + " more" : "") + ": "
                + alert.summary().replaceFirst("\\. .*", ""));
        alert.links().stream().limit(LINKS).forEach(link -> lines.add("    " + link));
        if (alert.links().size() > LINKS) {
            lines.add("    and " + (alert.links().size() - LINKS) + " more");
        }
    }

    private String changes() {
        Set<String> now = inForce.alerts().stream().map(Alert::uuid).collect(Collectors.toSet());
        Set<String> then = tried.alerts().stream().map(Alert::uuid).collect(Collectors.toSet());
        long added = then.stream().filter(uuid -> !now.contains(uuid)).count();
        long gone = now.stream().filter(uuid -> !then.contains(uuid)).count();
        return "Against the rules in force: " + added + " alerts more, " + gone + " fewer, " + (then.size() - added)
                + " the same.";
    }

    private List<String> names() {
        Set<String> names = new LinkedHashSet<>();
        tried.rules().stream().map(Rule::name).forEach(names::add);
        inForce.rules().stream().map(Rule::name).forEach(names::add);
        return names.stream().sorted(Comparator.naturalOrder()).toList();
    }

    private static boolean has(Trial trial, String rule) {
        return trial.rules().stream().anyMatch(one -> one.name().equals(rule));
    }

    private static List<Alert> of(Trial trial, String rule) {
        return trial.alerts().stream()
                .filter(alert -> alert.rule().name().equals(rule))
                .sorted(Comparator.comparingLong(Alert::time))
                .toList();
    }

    private static String row(String rule, String spoke, String inForce, String first, String last) {
        return String.format(Locale.ROOT, "%-32s %6s %9s  %-20s  %s", rule, spoke, inForce, first, last)
                .stripTrailing();
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
