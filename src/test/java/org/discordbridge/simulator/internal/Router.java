package org.discordbridge.simulator.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Finds the route of a call. Placeholders are written {@code {name}}. */
final class Router {
    /** One route; {@code open} ones need no Authorization because their path carries a secret. */
    record Route(String method, String template, String[] segments, boolean open, Function<Call, Answer> action) {}

    /** A route and what stands for its placeholders. */
    record Match(Route route, Map<String, String> params) {}

    private final List<Route> routes = new ArrayList<>();

    void add(String method, String template, Function<Call, Answer> action) {
        routes.add(new Route(method, template, template.split("/"), false, action));
    }

    void addOpen(String method, String template, Function<Call, Answer> action) {
        routes.add(new Route(method, template, template.split("/"), true, action));
    }

    /** The first route that fits, or null. */
    Match match(String method, String path) {
        String[] segments = path.split("/");
        for (Route route : routes) {
            if (route.method.equals(method) && route.segments.length == segments.length) {
                Map<String, String> params = fit(route.segments, segments);
                if (params != null) {
                    return new Match(route, params);
                }
            }
        }
        return null;
    }

    private static Map<String, String> fit(String[] template, String[] path) {
        Map<String, String> params = new HashMap<>();
        for (int i = 0; i < path.length; i++) {
            if (template[i].startsWith("{")) {
                params.put(template[i].substring(1, template[i].length() - 1), path[i]);
            } else if (!template[i].equals(path[i])) {
                return null;
            }
        }
        return params;
    }
}
