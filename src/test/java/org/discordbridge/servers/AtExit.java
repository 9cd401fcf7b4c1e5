package org.discordbridge.servers;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is left to do when this JVM ends by itself, by SIGTERM or by Ctrl-C. */
final class AtExit {
    private static final Map<Object, Runnable> LEFT = new ConcurrentHashMap<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::runAll, "servers-at-exit"));
    }

    private AtExit() {}

    static void run(Object key, Runnable action) {
        LEFT.put(key, action);
    }

    static void forget(Object key) {
        LEFT.remove(key);
    }

    private static void runAll() {
        // Children first: they may still write into a directory.
        LEFT.forEach((key, action) -> {
            if (key instanceof ChildProcess) {
                action.run();
            }
        });
        LEFT.forEach((key, action) -> action.run());
    }
}
