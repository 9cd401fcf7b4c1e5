package org.discordbridge.streams.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.discordbridge.streams.people.Seen;
import org.discordbridge.streams.rule.Rule;
import org.discordbridge.streams.watch.Alert;
import org.discordbridge.streams.watch.Watch;

/** Keeps what rules say of one stream of observations. For one thread. */
final class Trial {
    private static final long TIDY_MILLIS = 60_000;

    private final List<Rule> rules;
    private final List<Alert> alerts = new ArrayList<>();
    private final Watch watch;
    private long late;
    private long tidied;

    Trial(List<Rule> rules, Duration grace) {
        this.rules = List.copyOf(rules);
        this.watch = new Watch(grace, (guild, millis) -> late++, alerts::add);
    }

    /** Looks at one observation; {@code now} is the time of the newest so far. */
    void look(Seen seen, long now) {
        watch.look(rules, seen, now);
        if (now - tidied >= TIDY_MILLIS) {
            tidied = now;
            watch.forget(now);
        }
    }

    List<Rule> rules() {
        return rules;
    }

    List<Alert> alerts() {
        return alerts;
    }

    /** Returns how many came too late to be looked at. */
    long late() {
        return late;
    }
}
