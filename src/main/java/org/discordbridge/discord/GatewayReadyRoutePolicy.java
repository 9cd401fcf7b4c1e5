package org.discordbridge.discord;

import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a route when the gateway is ready, not before: {@code routePolicy: "#gatewayReady"} together with {@code
 * autoStartup: false}. A route that is loaded, or loaded again, later than that starts at once.
 */
public final class GatewayReadyRoutePolicy extends RoutePolicySupport {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayReadyRoutePolicy.class);

    @Override
    public void onInit(Route route) {
        super.onInit(route);
        CamelContext context = route.getCamelContext();
        DiscordComponent discord = context.getComponent("discord", DiscordComponent.class);
        discord.ownSession()
                .whenReady()
                .thenRunAsync(
                        () -> start(context, route.getId()),
                        task -> context.getExecutorServiceManager()
                                .newThread("start " + route.getId(), task)
                                .start());
    }

    private static void start(CamelContext context, String routeId) {
        try {
            context.getRouteController().startRoute(routeId);
        } catch (Exception e) {
            LOG.error("Route {} could not be started when the gateway became ready: {}", routeId, e.getMessage(), e);
        }
    }
}
