package org.discordbridge.discord.session;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;

/**
 * Tells JDA where the gateway is, and holds its first connections back until {@link #release()}, so that the handlers are
 * in place before anything arrives.
 *
 * <p>Shards begin their sessions as fast as Discord allows: of those with the same remainder of their number and the
 * concurrency, one in five seconds (Discord docs, Gateway > Sharding > Max Concurrency).
 */
final class HeldSessionController extends SessionControllerAdapter {
    private final String gateway;
    private final SessionControllerAdapter[] queues;
    private final List<SessionConnectNode> held = new ArrayList<>();
    private boolean released;

    HeldSessionController(GatewayAddress address) {
        gateway = address.url();
        queues = Stream.generate(SessionControllerAdapter::new)
                .limit(Math.min(address.maxConcurrency(), address.shards()))
                .toArray(SessionControllerAdapter[]::new);
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
        queueOf(node).appendSession(node);
    }

    @Override
    public void removeSession(SessionConnectNode node) {
        synchronized (held) {
            held.remove(node);
        }
        queueOf(node).removeSession(node);
    }

    private SessionControllerAdapter queueOf(SessionConnectNode node) {
        return queues[node.getShardInfo().getShardId() % queues.length];
    }

    void release() {
        List<SessionConnectNode> first;
        synchronized (held) {
            released = true;
            first = List.copyOf(held);
            held.clear();
        }
        first.forEach(node -> queueOf(node).appendSession(node));
    }
}
