package org.discordbridge.metrics;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.spi.OnCamelContextStarting;

/**
 * Lets {@code /observe} answer every client. Camel's own paths refuse HEAD, and clients whose {@code Accept} does not
 * name the type exactly. The answers stay the same.
 */
public final class ObservedPaths implements OnCamelContextStarting, ReadyListener {
    private static final String ROOT = "/observe/";
    /** Media types of the Prometheus formats, and those that browsers and probes ask for. */
    private static final List<String> TYPES = List.of(
            "text/plain",
            "text/plain;version=0.0.4",
            "text/plain;version=1.0.0",
            "application/openmetrics-text",
            "application/openmetrics-text;version=0.0.1",
            "application/openmetrics-text;version=1.0.0",
            "application/json",
            "text/html");

    @Override
    public void onContextStarting(CamelContext context) {
        listen(context);
    }

    /** Changes the paths, which all exist by now. */
    @Override
    public void ready(CamelContext context) {
        context.getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
                .flatMap(router -> router.getRoutes().stream())
                .filter(route -> route.getPath() != null && route.getPath().startsWith(ROOT))
                .forEach(ObservedPaths::open);
    }

    private static void open(Route route) {
        if (route.methods() != null && route.methods().contains(HttpMethod.GET)) {
            route.method(HttpMethod.HEAD);
            TYPES.forEach(route::produces);
        }
    }
}
