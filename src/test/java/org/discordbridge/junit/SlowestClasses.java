package org.discordbridge.junit;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Prints the classes that took longest, at the end of a run of more than these. */
public final class SlowestClasses implements TestExecutionListener {
    private static final int SHOWN = 20;

    private final Map<TestIdentifier, Long> begun = new ConcurrentHashMap<>();
    private final Map<String, Long> took = new ConcurrentHashMap<>();

    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.getSource().orElse(null) instanceof ClassSource) {
            begun.put(test, System.nanoTime());
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        Long since = begun.remove(test);
        if (since != null) {
            String name = ((ClassSource) test.getSource().orElseThrow()).getClassName();
            took.put(name, System.nanoTime() - since);
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (took.size() <= SHOWN) {
            return;
        }
        StringBuilder report = new StringBuilder("The " + SHOWN + " slowest classes, in seconds:\n");
        took.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(SHOWN)
                .forEach(one ->
                        report.append(String.format(Locale.ROOT, "%7.1f  %s%n", one.getValue() / 1e9, one.getKey())));
        System.out.print(report);
    }
}
