package org.discordbridge.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.discordbridge.check.RouteFile;
import org.discordbridge.check.RouteFileException;
import org.discordbridge.settings.Setting;
import org.discordbridge.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the route files while the bridge runs. A saved file is first tried in a separate bridge. Only if that works,
 * it replaces the routes that run; otherwise one line says what is wrong, and the last good version goes on running.
 */
public final class RouteReload extends MainListenerSupport {
    private static final Logger LOG = LoggerFactory.getLogger(RouteReload.class);

    private final Settings settings;
    private final Function<Settings, Main> bridge;
    private final RouteFolder folder;
    /** Text of each file when it was last read, or the reason why it could not be read. */
    private final Map<Path, String> seen = new HashMap<>();

    private final Map<Path, GoodVersion> good = new TreeMap<>();
    /** The broken files. The health check reads them on its own threads. */
    private final Map<Path, BrokenFile> broken = new ConcurrentSkipListMap<>();

    private CamelContext context;
    private RunningRoutes running;
    private Thread thread;
    private volatile boolean stopping;

    private RouteReload(Settings settings, Function<Settings, Main> bridge) throws IOException {
        this.settings = settings;
        this.bridge = bridge;
        this.folder = new RouteFolder(Path.of(settings.get(Setting.ROUTES)));
    }

    /**
     * Makes a bridge that is about to start follow its route files, if the settings want that.
     *
     * @param bridge makes another one like it, not started
     * @throws IOException if the folder cannot be watched
     */
    public static void attach(Main main, Settings settings, Function<Settings, Main> bridge) throws IOException {
        // switches off Camel's own reload, which older application.properties switch on
        main.addOverrideProperty("camel.main.routesReloadEnabled", "false");
        if (!Boolean.parseBoolean(settings.get(Setting.ROUTES_RELOAD))) {
            return;
        }
        RouteReload reload = new RouteReload(settings, bridge);
        // before Camel loads them: a file that is saved in between counts as edited
        reload.remember();
        main.addMainListener(reload);
    }

    private void remember() {
        for (Path file : folder.files()) {
            try {
                String text = RouteFile.read(file);
                seen.put(file, text);
                good.put(file, GoodVersion.now(text));
            } catch (RouteFileException e) {
                LOG.debug("The start will fail", e);
            }
        }
    }

    @Override
    public void afterStart(BaseMainSupport main) {
        context = main.getCamelContext();
        running = new RunningRoutes(context, () -> stopping);
        HealthCheckRegistry health = HealthCheckHelper.getHealthCheckRegistry(context);
        if (health != null) {
            health.register(new RouteHealthCheck(broken));
        }
        thread = new Thread(this::follow, "route files");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void beforeStop(BaseMainSupport main) {
        stopping = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void follow() {
        try (folder) {
            while (true) {
                folder.awaitChange();
                if (!context.isStarted()) {
                    return;
                }
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("The folder of the routes could not be closed", e);
        } catch (RuntimeException e) {
            LOG.error("Route files are no longer followed: an edit takes effect when the bridge is started again", e);
        }
    }

    private void look() {
        List<Path> files;
        try {
            files = folder.files();
        } catch (UncheckedIOException e) {
            LOG.debug("The folder of the routes is not there at the moment", e);
            return;
        }
        if (files.isEmpty()) {
            // if all files are gone, the disk is more likely missing than the wish to have no routes
            return;
        }
        Map<Path, String> edited = edited(files);
        TreeSet<Path> deleted = new TreeSet<>(seen.keySet());
        deleted.removeAll(files);
        if (edited.isEmpty() && deleted.isEmpty()) {
            return;
        }
        Map<Path, String> open = new TreeMap<>(edited);
        // what was wrong may be right now, for instance an id that another file had
        broken.keySet().stream().filter(files::contains).forEach(file -> open.putIfAbsent(file, seen.get(file)));
        Map<Path, RouteFileException> faults = new LinkedHashMap<>();
        boolean again = true;
        while (again) {
            again = false;
            boolean failed = false;
            for (Path file : List.copyOf(open.keySet())) {
                if (isRun(file, open.get(file), deleted, faults)) {
                    open.remove(file);
                    // a file before it may have waited for that
                    again |= failed;
                } else {
                    failed = true;
                }
            }
        }
        open.keySet().forEach(file -> tell(file, faults.get(file), edited.containsKey(file)));
        deleted.forEach(this::remove);
    }

    private Map<Path, String> edited(List<Path> files) {
        Map<Path, String> edited = new TreeMap<>();
        for (Path file : files) {
            String text;
            try {
                text = RouteFile.read(file);
            } catch (RouteFileException e) {
                text = null;
                tell(file, e, false);
            }
            if (!Objects.equals(text, seen.put(file, text)) && text != null) {
                edited.put(file, text);
            }
        }
        return edited;
    }

    /** Handles a file. Returns whether nothing is left to be done about it. */
    private boolean isRun(Path file, String text, TreeSet<Path> deleted, Map<Path, RouteFileException> faults) {
        GoodVersion before = good.get(file);
        if (text == null) {
            return true;
        }
        if (before != null && before.text().equals(text)) {
            if (broken.remove(file) != null) {
                LOG.info("{} says again what runs, {}", file, before);
            }
            return true;
        }
        try {
            RouteFile tried = RouteFile.tried(settings, bridge, file, text);
            Map<String, Path> others = running.all();
            others.values().removeAll(deleted);
            tried.requireOwnIds(others);
            tried.makeTopics(context);
            running.replace(tried, text, before == null ? null : before.text());
            good.put(file, GoodVersion.now(text));
            broken.remove(file);
            LOG.info("{} is in effect: {}", file, routes(running.of(file)));
            tried.oddities().forEach(oddity -> LOG.warn("{}", oddity));
            return true;
        } catch (RouteFileException e) {
            if (isCutOff(file, e)) {
                return true;
            }
            faults.put(file, e);
            return false;
        } catch (RouteLostException e) {
            if (isCutOff(file, e)) {
                return true;
            }
            good.remove(file);
            BrokenFile lost = new BrokenFile(e.getMessage(), before, true, e.left());
            broken.put(file, lost);
            LOG.error(
                    "{}. Mend the file, or start the bridge again. Until then records on Kafka wait, and so do messages of"
                            + " a route with positions; its other events are lost",
                    lost,
                    e);
            return true;
        }
    }

    /** Returns whether the failure comes from the stop of the bridge and not from the file. */
    private boolean isCutOff(Path file, Exception failure) {
        if (stopping) {
            LOG.info("The bridge stops while {} is looked at: its next start takes the file as it is then", file);
            LOG.debug("What the stop has cut off", failure);
            // the failure may come from an interruption, which must not get lost
            Thread.currentThread().interrupt();
        }
        return stopping;
    }

    private void tell(Path file, RouteFileException fault, boolean edited) {
        BrokenFile told = broken.put(file, BrokenFile.of(fault, good.get(file)));
        if (edited || told == null || !told.fault().equals(fault.getMessage())) {
            LOG.warn("{}", broken.get(file), LOG.isDebugEnabled() ? fault : null);
        }
    }

    private void remove(Path file) {
        seen.remove(file);
        broken.remove(file);
        good.remove(file);
        try {
            LOG.info("{} was deleted, and its routes are stopped: {}", file, routes(running.remove(file)));
        } catch (Exception e) {
            if (isCutOff(file, e)) {
                return;
            }
            LOG.error(
                    "{} was deleted, but these of its routes are not stopped and may go on running: {}. Start the bridge"
                            + " again to be rid of them",
                    file,
                    routes(running.of(file)),
                    e);
        }
    }

    private static String routes(List<String> ids) {
        return ids.isEmpty() ? "none" : String.join(", ", ids);
    }
}
