package org.discordbridge.discord.session;

import java.util.List;

/** Is told what a session may have missed. Called on the websocket thread, in the order of the gateway: must not block. */
public interface Watcher {
    /**
     * A new session with the gateway has begun: what happened since the one before is not told again.
     *
     * @param guilds how many guilds it is in, each of which will appear
     */
    void began(int guilds);

    /**
     * A guild has become available, and has these channels and threads.
     *
     * @param joined whether the bot has been added to it just now
     */
    void appeared(String guildId, List<ChannelState> channels, boolean joined);

    /** Channels or threads have come into sight one by one. */
    void appeared(List<ChannelState> channels);
}
