package org.discordbridge.discord.session;

import java.util.function.Consumer;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.internal.JDAImpl;
import net.dv8tion.jda.internal.handle.SocketHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a kind of dispatch in place of JDA's own handler. Runs on the websocket thread.
 *
 * <p>Nothing is thrown into JDA, which would log the payload, and with it what people wrote.
 */
final class DispatchHandler extends SocketHandler {
    private static final Logger LOG = LoggerFactory.getLogger(DispatchHandler.class);

    private final String dispatch;
    private final Consumer<DataObject> action;

    DispatchHandler(JDAImpl jda, String dispatch, Consumer<DataObject> action) {
        super(jda);
        this.dispatch = dispatch;
        this.action = action;
    }

    /** JDA's own handler first, then the action. */
    static SocketHandler after(JDAImpl jda, SocketHandler original, Consumer<DataObject> action) {
        return new SocketHandler(jda) {
            @Override
            protected Long handleInternally(DataObject content) {
                original.handle(responseNumber, allContent);
                action.accept(content);
                return null;
            }
        };
    }

    @Override
    protected Long handleInternally(DataObject content) {
        try {
            action.accept(content);
        } catch (RuntimeException e) {
            LOG.error(
                    "{} {} in channel {} was not handled and is lost: {}. Report this with the message's id",
                    dispatch,
                    content.getString("id", "without id"),
                    content.getString("channel_id", "unknown"),
                    e.toString(),
                    LOG.isDebugEnabled() ? e : null);
        }
        return null;
    }
}
