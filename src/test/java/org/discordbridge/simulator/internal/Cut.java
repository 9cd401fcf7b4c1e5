package org.discordbridge.simulator.internal;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** Ends TCP connections in ways that HTTP servers avoid. Runs on the event loop. */
final class Cut {
    private Cut() {}

    /** Sends RST: what is in flight is lost. */
    static void reset(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channel();
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            close(connection);
        }
    }

    /** Sends FIN after what was written, whatever the protocol would still have to say. */
    static void close(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channel();
        if (channel.isOpen()) {
            // from the first handler on, so that no other one can send a close frame
            channel.pipeline().firstContext().close();
        }
    }
}
