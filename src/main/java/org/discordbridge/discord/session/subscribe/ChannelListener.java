package org.discordbridge.discord.session.subscribe;

import java.time.Duration;
import java.util.List;
import org.discordbridge.discord.session.Shard;

/**
 * Is told what a session may have missed. Called on the websocket threads, for each shard in the order of its gateway: must
 * not block.
 */
public interface ChannelListener {
    /**
     * A new session with the gateway has begun for a shard: what happened in its guilds since the one before is not told
     * again. The other shards go on.
     *
     * @param guilds how many guilds it is in, each of which will appear
     */
    void began(Shard shard, int guilds);

    /** Everything that Discord had to tell a shard has come, up to what it told that long ago. Now and then. */
    void heard(Shard shard, Duration ago);

    /**
     * A guild has become available, and has these channels and threads.
     *
     * @param joined whether the bot has been added to it just now
     */
    void appeared(String guildId, List<ChannelState> channels, boolean joined);

    /** Channels or threads have come into sight one by one. */
    void appeared(List<ChannelState> channels);
}
