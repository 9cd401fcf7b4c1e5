package org.discordbridge.simulator.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.discordbridge.simulator.Fault;
import org.discordbridge.simulator.FaultRule;

/** The faults in force, in the order in which they were set. */
public final class Faults {
    private final List<FaultRule> rules = new CopyOnWriteArrayList<>();

    /** Puts a rule in force. */
    public void add(FaultRule rule) {
        rules.add(rule);
    }

    /** Lifts every rule. */
    public void clear() {
        rules.clear();
    }

    /** The fault that strikes this request, or null. */
    Fault strike(String method, String path) {
        for (FaultRule rule : rules) {
            Fault fault = rule.strike(method, path);
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }
}
