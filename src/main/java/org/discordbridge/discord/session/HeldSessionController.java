package org.discordbridge.discord.session;

import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;

/**
 * Tells JDA where the gateway is, and holds its first connection back until {@link #release()}, so that the handlers are
 * in place before anything arrives.
 */
final class HeldSessionController extends SessionControllerAdapter {
    private final String gateway;
    private final List<SessionConnectNode> held = new ArrayList<>();
    private boolean released;

    HeldSessionController(String gateway) {
        this.gateway = gateway;
    }

    @Override
    public String getGateway() {
        return gateway;
    }

    @Override
    public void appendSession(SessionConnectNode node) {
        synchronized (held) {
            if (!released) {
                held.add(node);
                return;
            }
        }
        super.appendSession(node);
    }

    void release() {
        synchronized (held) {
            released = true;
        }
        held.forEach(super::appendSession);
    }
}
