package org.discordbridge.assistant;

import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;

/** Keeps a route from starting unless there is a server of models. */
public final class AssistantSwitch extends RoutePolicySupport {
    private String url = "";

    /** Sets the address of the server; empty for none. */
    public void setUrl(String url) {
        this.url = url;
    }

    @Override
    public void onInit(Route route) {
        super.onInit(route);
        if (url.isBlank()) {
            route.setAutoStartup(false);
        }
    }
}
