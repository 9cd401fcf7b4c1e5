package org.discordbridge.discord.session.subscribe;

import java.time.Duration;
import java.util.List;
import org.discordbridge.discord.session.Shard;

/**
 * Hears which events a session may have missed. Called on the websocket threads, for each shard in the order of its
 * gateway: must not block.
 */
public interface ChannelListener {
    /**
     * Is called when a shard has begun a new session with the gateway: events in its guilds since the session before do
     * not come again. The other shards go on.
     *
     * @param guilds number of its guilds, each of which will appear
     */
    void began(Shard shard, int guilds);

    /** Is called now and then: a shard has received everything that Discord sent up to that long ago. */
    void heard(Shard shard, Duration ago);

    /**
     * Is called when a guild has become available, with its channels and threads.
     *
     * @param joined whether the bot has been added to it just now
     */
    void appeared(String guildId, List<ChannelState> channels, boolean joined);

    /** Is called when channels or threads become visible one by one. */
    void appeared(List<ChannelState> channels);
}
