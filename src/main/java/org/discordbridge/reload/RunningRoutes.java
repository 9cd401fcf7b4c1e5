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

/** Knows which routes run, and from which file each one comes. */
final class RunningRoutes {
    private static final String SCHEME = "file:";

    private final CamelContext context;
    private final BooleanSupplier stopping;

    /** @param stopping whether the context is being stopped, or will be in a moment */
    RunningRoutes(CamelContext context, BooleanSupplier stopping) {
        this.context = context;
        this.stopping = stopping;
    }

    /** Returns the file of every route, by the route's id. */
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

    /** Returns the ids of a file's routes. */
    List<String> of(Path file) {
        return all().entrySet().stream()
                .filter(route -> route.getValue().equals(file))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Replaces the routes of a file by those of its new text, which was tried before.
     *
     * @param before the text to go back to; null if there was none
     * @throws RouteFileException if the new routes do not start; then the old ones run, unless the bridge is being
     *     stopped
     * @throws RouteLostException if the old ones do not start either; then all routes of the file are stopped, since
     *     one may need another
     */
    void replace(RouteFile file, String text, String before) throws RouteFileException, RouteLostException {
        try {
            load(file.path(), text, file.routes().keySet());
        } catch (Exception e) {
            RouteFileException fault = file.notStarted(e);
            if (stopping.getAsBoolean()) {
                // Camel stops the routes itself here; a second stop would wait until its timeout
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

    /** Stops as many of a file's routes as it can. Returns those that may go on running. */
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

    /** @param kept ids of routes that are replaced, not removed: what waits for these routes goes on waiting */
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
