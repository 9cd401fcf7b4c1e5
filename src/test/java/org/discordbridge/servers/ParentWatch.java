package org.discordbridge.servers;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs another class's main method and ends the JVM, shutdown hooks included, soon after its parent has ended.
 *
 * <p>For a child that needs standard input itself: the sandbox under Maven, which on SIGTERM leaves its child behind.
 */
public final class ParentWatch {
    private static final int ENDED_BY_SIGTERM = 143;

    private ParentWatch() {}

    /** Takes the name of the main class, then its arguments. */
    public static void main(String[] args) throws Throwable {
        // An orphan gets a new parent at once, also while nobody has reaped the old one.
        long parent = parent();
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "parent-watch");
            thread.setDaemon(true);
            return thread;
        });
        Runnable look = () -> {
            if (parent() != parent) {
                System.exit(ENDED_BY_SIGTERM);
            }
        };
        var unused = watch.scheduleWithFixedDelay(look, 250, 250, TimeUnit.MILLISECONDS);
        Leash.runMain(args);
    }

    private static long parent() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
    }
}
