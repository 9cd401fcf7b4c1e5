package org.discordbridge.discord.session.dispatch;

import java.util.Set;
import java.util.function.Consumer;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.internal.JDAImpl;
import net.dv8tion.jda.internal.handle.SocketHandler;
import org.discordbridge.discord.session.connect.ShardGate;
import org.discordbridge.discord.session.json.DiscordJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles a kind of dispatch in place of JDA's own handler, or around it. Runs on the websocket thread of its shard.
 *
 * <p>It throws nothing into JDA, which would log the payload with everything that people wrote.
 */
public final class DispatchHandler extends SocketHandler {
    private static final Logger LOG = LoggerFactory.getLogger(DispatchHandler.class);

    /** Dispatches with which each session begins, also that of a shard that was handed over. */
    private static final Set<String> BEGINNING = Set.of("READY", "GUILD_CREATE");

    private final String dispatch;
    private final Taker taker;
    private final SocketHandler own;
    private final ShardGate gate;

    /** Takes a dispatch. */
    @FunctionalInterface
    public interface Taker {
        /**
         * Takes a dispatch.
         *
         * @param sequence its number in the gateway session
         * @param cache lets JDA update its cache; does nothing where that is not needed
         */
        void take(DataObject content, long sequence, Runnable cache);
    }

    private DispatchHandler(JDAImpl jda, String dispatch, ShardGate gate, SocketHandler own, Taker taker) {
        super(jda);
        this.gate = gate;
        this.dispatch = dispatch;
        this.own = own;
        this.taker = taker;
    }

    /** Makes a handler that replaces JDA's own. */
    public static SocketHandler insteadOf(JDAImpl jda, String dispatch, ShardGate gate, Taker taker) {
        return new DispatchHandler(jda, dispatch, gate, null, taker);
    }

    /** Makes a handler around JDA's own, which updates its cache. */
    public static SocketHandler around(JDAImpl jda, String dispatch, ShardGate gate, SocketHandler own, Taker taker) {
        return new DispatchHandler(jda, dispatch, gate, own, taker);
    }

    /** Makes a handler that runs JDA's own first, then the action. */
    static SocketHandler after(JDAImpl jda, ShardGate gate, SocketHandler original, Consumer<DataObject> action) {
        return new SocketHandler(jda) {
            @Override
            protected Long handleInternally(DataObject content) {
                original.handle(responseNumber, allContent);
                if (!gate.isStopped()) {
                    action.accept(content);
                }
                return null;
            }
        };
    }

    /**
     * Makes a handler for the first dispatch of a session: it waits for the gate, and with it all later ones on its
     * thread.
     */
    public static SocketHandler behind(ShardGate gate, JDAImpl jda, SocketHandler handler) {
        return new SocketHandler(jda) {
            @Override
            protected Long handleInternally(DataObject content) {
                if (gate.arrive()) {
                    handler.handle(responseNumber, allContent);
                } else {
                    // nobody wants the later ones either
                    jda.getClient().getHandlers().clear();
                }
                return null;
            }
        };
    }

    @Override
    protected Long handleInternally(DataObject content) {
        take(dispatch, content, allContent.getLong("s", 0), gate, taker, this::cache);
        return null;
    }

    /**
     * Lets a dispatch be taken, if the gate lets it in. Throws nothing.
     *
     * @param cache lets JDA update its cache
     */
    public static void take(
            String dispatch, DataObject content, long sequence, ShardGate gate, Taker taker, Runnable cache) {
        try {
            if (BEGINNING.contains(dispatch)
                    ? !gate.isStopped()
                    : gate.takes(sequence, () -> DispatchKey.of(dispatch, content))) {
                taker.take(content, sequence, cache);
            } else {
                cache.run();
            }
        } catch (RuntimeException e) {
            LOG.error(
                    "{} {} in channel {} was not handled and is lost: {}. Report this with the message's id",
                    dispatch,
                    content.getString("id", "without id"),
                    content.getString("channel_id", "unknown"),
                    DiscordJson.problem(e),
                    LOG.isDebugEnabled() ? e : null);
        }
    }

    private void cache() {
        if (own == null) {
            return;
        }
        try {
            own.handle(responseNumber, allContent);
        } catch (RuntimeException e) {
            LOG.warn(
                    "JDA could not follow {} {}: {}. Names of channels, roles or guilds may be out of date",
                    dispatch,
                    allContent.getObject("d").getString("id", "without id"),
                    DiscordJson.problem(e),
                    LOG.isDebugEnabled() ? e : null);
        }
    }
}
