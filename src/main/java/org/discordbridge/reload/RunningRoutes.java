package org.discordbridge.reload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.support.PluginHelper;
import org.discordbridge.check.RouteFile;
import org.discordbridge.check.RouteFileException;

/** The routes that run, by the file they are of. */
final class RunningRoutes {
    private static final String SCHEME = "file:";

    private final CamelContext context;
    private final BooleanSupplier stopping;

    /** @param stopping whether the context is being stopped, or will be in a moment */
    RunningRoutes(CamelContext context, BooleanSupplier stopping) {
        this.context = context;
        this.stopping = stopping;
    }

    /** Every route's id, and its file. */
    Map<String, Path> all() {
        Map<String, Path> all = new TreeMap<>();
        for (Route route : context.getRoutes()) {
            if (route.getSourceResource() != null
                    && route.getSourceResource().getLocation().startsWith(SCHEME)) {
                all.put(
                        route.getRouteId(),
                        Path.of(route.getSourceResource().getLocation().substring(SCHEME.length())));
            }
        }
        return all;
    }

    /** The ids of a file's routes. */
    List<String> of(Path file) {
        return all().entrySet().stream()
                .filter(route -> route.getValue().equals(file))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Runs a file that was tried, in place of what it said before.
     *
     * @param before what it said, which is gone back to; null if there was nothing
     * @throws RouteFileException if its routes do not start; then those of before run, unless everything is being stopped
     * @throws RouteLostException if they do not start either; then those that did are stopped, since one may need another
     */
    void replace(RouteFile file, String text, String before) throws RouteFileException, RouteLostException {
        try {
            load(file.path(), text, file.routes().keySet());
        } catch (Exception e) {
            RouteFileException fault = file.notStarted(e);
            if (stopping.getAsBoolean()) {
                // Camel stops the routes itself, and would let whoever stops one wait until its time is up
                throw fault;
            }
            try {
                goBack(file, before);
            } catch (Exception again) {
                again.addSuppressed(e);
                throw new RouteLostException(fault, again, stop(file.path(), again));
            }
            throw fault;
        }
    }

    private void goBack(RouteFile file, String before) throws Exception {
        for (String id : file.routes().keySet()) {
            if (context.getRoute(id) == null || file.path().equals(all().get(id))) {
                remove(id);
            }
        }
        if (before != null) {
            load(file.path(), before, Set.of());
        }
    }

    /** Stops what it can of a file's routes, and says which may go on running. */
    private List<String> stop(Path file, Exception reason) {
        List<String> left = new ArrayList<>();
        for (String id : of(file)) {
            try {
                remove(id);
            } catch (Exception e) {
                reason.addSuppressed(e);
                left.add(id);
            }
        }
        return left;
    }

    /** @param kept ids that are replaced, not removed: what waits for their routes waits on */
    private void load(Path file, String text, Set<String> kept) throws Exception {
        for (String id : of(file)) {
            if (!kept.contains(id)) {
                remove(id);
            }
        }
        PluginHelper.getRoutesLoader(context).updateRoutes(List.of(RouteFile.resource(file, text)));
    }

    /** Stops and forgets the routes of a file. */
    List<String> remove(Path file) throws Exception {
        List<String> removed = new ArrayList<>();
        for (String id : of(file)) {
            remove(id);
            removed.add(id);
        }
        return removed;
    }

    private void remove(String id) throws Exception {
        context.getRouteController().stopRoute(id);
        context.removeRoute(id);
    }
}
