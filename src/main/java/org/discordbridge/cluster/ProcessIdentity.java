package org.discordbridge.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Identifies a process among all processes of all machines, as far as Linux tells: by the start of the machine, the
 * container, the process id, and the start of the process. So a bridge that is started again after a crash on the same
 * machine need not wait until the others would take its predecessor for gone.
 */
final class ProcessIdentity {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path CONTAINER = Path.of("/proc/self/ns/pid");

    private ProcessIdentity() {}

    /** Returns the identity of this process; empty if the system does not tell. */
    static String ofThisProcess() {
        ProcessHandle self = ProcessHandle.current();
        String machine = machine();
        return machine.isEmpty() ? "" : machine + "/" + self.pid() + "/" + start(self);
    }

    /** Returns a name of this process, for people. */
    static String name() {
        return System.getenv().getOrDefault("HOSTNAME", "localhost") + "/"
                + ProcessHandle.current().pid();
    }

    private static String machine() {
        try {
            return Files.readString(BOOT).strip() + "/"
                    + Files.readSymbolicLink(CONTAINER).getFileName();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    private static String start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }

    /** Returns whether a process has certainly ended; false if that cannot be known from here. */
    static boolean hasEnded(String identity) {
        String machine = machine();
        if (identity == null || machine.isEmpty() || !identity.startsWith(machine + "/")) {
            return false;
        }
        String[] process = identity.substring(machine.length() + 1).split("/", 2);
        Optional<ProcessHandle> present = ProcessHandle.of(Long.parseLong(process[0]));
        return present.isEmpty()
                || !present.get().isAlive()
                || !start(present.get()).equals(process[1]);
    }
}
