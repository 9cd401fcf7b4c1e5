package org.discordbridge.discord.session.connect;

import com.neovisionaries.ws.client.WebSocket;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.GatewayEncoding;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.events.ExceptionEvent;
import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.internal.JDAImpl;
import net.dv8tion.jda.internal.requests.WebSocketClient;
import net.dv8tion.jda.internal.requests.WebSocketCode;
import org.discordbridge.discord.session.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at each dispatch before JDA reads its guild and number, which all dispatches have. If JDA cannot read one of
 * these, it drops the whole dispatch, and only logs it, with everything that people wrote.
 *
 * <p>Called on the websocket thread of its shard.
 */
final class GatewayClient extends WebSocketClient {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayClient.class);

    GatewayClient(JDAImpl jda, Compression compression, int intents, GatewayEncoding encoding) {
        super(jda, compression, intents, encoding);
    }

    /**
     * Resets JDA's count of missing heartbeat answers. JDA keeps the count of earlier connections, and would give up
     * the new one with its first heartbeat.
     */
    @Override
    public void onConnected(WebSocket socket, Map<String, List<String>> headers) {
        missedHeartbeats = 0;
        super.onConnected(socket, headers);
    }

    /**
     * Sends a heartbeat. While the shard waits for its gate, answers are not read, so that missing ones say nothing.
     */
    @Override
    protected void sendKeepAlive() {
        if (ConnectQueue.of(api).isWaiting()) {
            missedHeartbeats = 0;
        }
        super.sendKeepAlive();
    }

    /** Sends IDENTIFY when it is the shard's turn: too early, Discord would not take it. */
    @Override
    protected void sendIdentify() {
        ConnectQueue.of(api).awaitTurn();
        super.sendIdentify();
    }

    @Override
    protected void onEvent(DataObject content) {
        JsonObject frame = JsonObject.of(content);
        if (frame.integer("op", -1) != WebSocketCode.DISPATCH || isReadable(content, frame)) {
            super.onEvent(content);
        }
    }

    /** Reports a text that is not JSON. JDA's reader throws an I/O error for it, which JDA would not report. */
    @Override
    public void handleCallbackError(WebSocket socket, Throwable cause) throws Exception {
        if (cause instanceof ParsingException) {
            api.handleEvent(new ExceptionEvent(api, cause, true));
        } else {
            super.handleCallbackError(socket, cause);
        }
    }

    private boolean isReadable(DataObject content, JsonObject frame) {
        String type = frame.needed("t") ? frame.text("t") : null;
        Integer number = frame.integer("s");
        if (number == null) {
            content.remove("s");
        }
        if (!frame.has("d")) {
            content.put("d", DataObject.empty());
        }
        // JDA takes a list here
        JsonObject d = "PRESENCES_REPLACE".equals(type) ? null : frame.object("d");
        if (type == null || d == null && frame.faults() != null) {
            LOG.error("Dispatch {} with number {} is not understood and is lost: {}", type, number, frame.faults());
            return false;
        }
        if (d != null && d.has("guild_id") && d.id("guild_id") == null) {
            String channelId = d.id("channel_id");
            GuildChannel channel = channelId == null ? null : getJDA().getGuildChannelById(channelId);
            // otherwise JDA would take it for an event outside of guilds
            content.getObject("d")
                    .put("guild_id", channel == null ? null : channel.getGuild().getId());
        }
        frame.tell(LOG, "Dispatch " + type, "with number " + number);
        return true;
    }
}
