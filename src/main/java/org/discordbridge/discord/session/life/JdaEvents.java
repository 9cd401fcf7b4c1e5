package org.discordbridge.discord.session.life;

import java.util.Set;
import java.util.function.Consumer;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.RawGatewayEvent;
import net.dv8tion.jda.api.events.session.SessionInvalidateEvent;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.discord.session.connect.ShardGate;
import org.discordbridge.discord.session.dispatch.CacheChanges;
import org.discordbridge.discord.session.dispatch.ChannelWatch;
import org.discordbridge.discord.session.dispatch.DispatchHandler;
import org.discordbridge.discord.session.dispatch.DispatchHandler.Taker;
import org.discordbridge.discord.session.dispatch.Dispatches;

/**
 * Takes the dispatches of a shard from JDA's public events, which come when JDA has read them: what JDA cannot read does
 * not come, and what it has changed in its cache is not known any more as it was before.
 *
 * <p>Called on the websocket thread of its shard.
 */
final class JdaEvents {
    private static final String READY = "READY";

    /** Dispatches that JDA handles for itself. */
    private static final Set<String> UNNAMED = Set.of("GUILD_MEMBERS_CHUNK", "GUILD_SYNC", "CHANNEL_PINS_ACK");

    private final ShardGate gate;
    private final Takers takers;
    private final Dispatches taken;
    private final CacheChanges changes;
    private final ChannelWatch watch;
    private final Consumer<DataObject> onReady;
    private volatile boolean hasSession;

    JdaEvents(
            ShardGate gate,
            Takers takers,
            Dispatches taken,
            CacheChanges changes,
            ChannelWatch watch,
            Consumer<DataObject> onReady) {
        this.gate = gate;
        this.takers = takers;
        this.taken = taken;
        this.changes = changes;
        this.watch = watch;
        this.onReady = onReady;
    }

    /** Returns whether the session can be resumed. */
    boolean hasSession() {
        return hasSession;
    }

    void see(GenericEvent event) {
        if (event instanceof SessionInvalidateEvent) {
            hasSession = false;
        }
    }

    /** Takes a dispatch. Returns false if it has no name here. */
    boolean take(RawGatewayEvent raw) {
        DataObject content = raw.getPayload();
        if (READY.equals(raw.getType())) {
            hasSession = true;
            if (gate.arrive()) {
                taken.begin(content);
                onReady.accept(content);
            }
            return true;
        }
        Taker taker = takers.get(raw.getType());
        try {
            if (taker != null && gate.isOpen()) {
                DispatchHandler.take(raw.getType(), content, raw.getPackage().getLong("s", 0), gate, taker, () -> {});
                watch.look(raw.getType(), content, gate);
            }
        } finally {
            changes.forget();
        }
        return taker != null || UNNAMED.contains(raw.getType());
    }
}
