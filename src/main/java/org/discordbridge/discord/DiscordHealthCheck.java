package org.discordbridge.discord;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.discordbridge.discord.session.DiscordSession;
import org.discordbridge.discord.session.SessionState;

/** Ready while every session with Discord is. Says nothing about liveness: a restart mends no gateway. */
final class DiscordHealthCheck extends AbstractHealthCheck {
    private final DiscordComponent component;

    DiscordHealthCheck(DiscordComponent component) {
        super("camel", "discord");
        this.component = component;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        if (!component.isContextStarted()) {
            builder.message("Not connected to Discord yet").down();
            return;
        }
        builder.up();
        for (SessionHolder holder : component.sessions()) {
            DiscordSession session = holder.session();
            SessionState state = session.state();
            builder.detail("gateway", state.name());
            if (state != SessionState.READY) {
                builder.down();
                builder.message(
                        session.failure() == null
                                ? "Discord's gateway is not ready: " + state
                                : session.failure().getMessage());
            }
        }
    }
}
