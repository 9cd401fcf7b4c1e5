package org.discordbridge.assistant;

import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.discordbridge.discord.GatewayReadyRoutePolicy;

/**
 * Starts a route when the gateway is ready, since who is mentioned is known by then, and not at all unless there is a server
 * of models.
 */
public final class AssistantSwitch extends RoutePolicySupport {
    private final GatewayReadyRoutePolicy ready = new GatewayReadyRoutePolicy();
    private String url = "";

    /** Sets the address of the server; empty for none. */
    public void setUrl(String url) {
        this.url = url;
    }

    @Override
    public void onInit(Route route) {
        super.onInit(route);
        route.setAutoStartup(false);
        if (!url.isBlank()) {
            ready.onInit(route);
        }
    }
}
