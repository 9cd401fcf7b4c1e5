package org.discordbridge.discord;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.spi.SupervisingRouteController;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves routes whose session has failed to Camel's supervising route controller, if the context has one: it tries to
 * start them again, with its own pauses.
 */
final class Supervision {
    private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);

    private final CamelContext context;

    Supervision(CamelContext context) {
        this.context = context;
    }

    boolean isOn() {
        return context.getRouteController() instanceof SupervisingRouteController;
    }

    /** Returns whether the controller supervises each of these routes. */
    boolean hasAll(Collection<String> routes) {
        return context.getRouteController() instanceof SupervisingRouteController controller
                && routes.stream().noneMatch(controller.getNonControlledRouteIds()::contains);
    }

    /** Returns the first endpoints of the supervised routes that share a session, by route. */
    Map<String, DiscordEndpoint> inputs(String key) {
        if (!(context.getRouteController() instanceof SupervisingRouteController controller)) {
            return Map.of();
        }
        return controller.getControlledRoutes().stream()
                .filter(route -> route.getEndpoint() instanceof DiscordEndpoint input
                        && Sessions.key(input.getConfiguration()).equals(key))
                .collect(Collectors.toMap(Route::getRouteId, route -> (DiscordEndpoint) route.getEndpoint()));
    }

    /** Stops routes that run, as failed, and lets the controller start them again. Blocks while they stop. */
    void handOver(Collection<String> routes, Exception reason) {
        List<String> stopped = routes.stream()
                .filter(route -> hasAll(List.of(route)) && isStarted(route))
                .filter(route -> stop(route, reason))
                .toList();
        for (String route : stopped) {
            try {
                context.getRouteController().startRoute(route);
            } catch (Exception e) {
                // it has the route again, tells of its own tries, and the session has told why
                LOG.debug("Route {} is left to the route controller", route, e);
            }
        }
    }

    private boolean stop(String route, Exception reason) {
        try {
            context.getRouteController().stopRoute(route, reason);
            return true;
        } catch (Exception e) {
            LOG.error(
                    "Route {} could not be stopped after its session had failed: {}. It receives nothing until it is"
                            + " started again",
                    route,
                    e.getMessage(),
                    e);
            return false;
        }
    }

    private boolean isStarted(String route) {
        ServiceStatus status =
                context.isStopping() ? null : context.getRouteController().getRouteStatus(route);
        return status != null && status.isStarted();
    }
}
