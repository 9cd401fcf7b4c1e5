package org.discordbridge.servers;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another class's main method and ends the JVM as soon as its parent does.
 *
 * <p>The parent holds the other end of standard input and never writes to it. The operating system closes that end
 * whichever way the parent goes, {@code kill -9} included; unlike a parent's process id, it is never reused, and a parent
 * that nobody has reaped counts as gone.
 *
 * <p>A child gets this class file alone, so it refers to nothing but the JDK.
 */
final class Leash {
    private Leash() {}

    /** Takes the name of the main class, then its arguments. */
    public static void main(String[] args) throws Throwable {
        Thread watch = new Thread(Leash::endWithParent, "leash");
        watch.setDaemon(true);
        watch.start();
        runMain(args);
    }

    static void runMain(String[] args) throws Throwable {
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void endWithParent() {
        try {
            while (System.in.read() != -1) {}
        } catch (java.io.IOException parentGone) {
            // the same as its end
        }
        Runtime.getRuntime().halt(1);
    }
}
