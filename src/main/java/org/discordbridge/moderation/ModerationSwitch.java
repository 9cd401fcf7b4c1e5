package org.discordbridge.moderation;

import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;

/** Keeps a route from starting unless there is a channel for moderators. */
public final class ModerationSwitch extends RoutePolicySupport {
    private String channelId = "";

    /** Sets the channel; empty for none. */
    public void setChannelId(String channelId) {
        this.channelId = channelId;
    }

    @Override
    public void onInit(Route route) {
        super.onInit(route);
        if (channelId.isBlank()) {
            route.setAutoStartup(false);
        }
    }
}
