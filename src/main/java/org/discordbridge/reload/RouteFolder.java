package org.discordbridge.reload;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.discordbridge.check.RouteFiles;

/** Watches the folder of the routes. Not safe for several threads. */
final class RouteFolder implements AutoCloseable {
    /**
     * Time after which the folder is read anyway: not every file system reports changes, a network's or a container's
     * may not.
     */
    private static final long LOOK_EVERY_MILLIS = 2_000;
    /** Time to wait for more changes: an editor may empty or remove a file before it writes the new text. */
    private static final long QUIET_MILLIS = 100;

    private static final int LONGEST_UNREST = 20;

    private final Path folder;
    private final WatchService watcher;

    RouteFolder(Path folder) throws IOException {
        this.folder = folder;
        this.watcher = folder.getFileSystem().newWatchService();
        folder.register(watcher, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
    }

    /** Waits until something may have changed and no more changes come; if nothing changes, about two seconds. */
    void awaitChange() throws InterruptedException {
        WatchKey key = watcher.poll(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        for (int i = 0; key != null && i < LONGEST_UNREST; i++) {
            key.pollEvents();
            key.reset();
            key = watcher.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (key != null) {
            key.reset();
        }
    }

    /**
     * Lists its route files.
     *
     * @throws java.io.UncheckedIOException if it is not there
     */
    List<Path> files() {
        return RouteFiles.in(folder);
    }

    @Override
    public void close() throws IOException {
        watcher.close();
    }
}
