package org.discordbridge.metrics;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.spi.OnCamelContextStarting;

/**
 * Lets {@code /observe} answer whoever asks: Camel's own paths refuse a client that does not name their type exactly
 * ({@code Accept}), and HEAD. What they answer stays what it is.
 */
public final class ObservedPaths implements OnCamelContextStarting, ReadyListener {
    private static final String ROOT = "/observe/";
    /** Of the format of Prometheus in its versions, of what a browser and what a probe ask for. */
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

    /** By now all of them are there. */
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
