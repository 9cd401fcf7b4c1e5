package org.discordbridge.simulator;

/** What happens to the threads of a guild besides being made, renamed and deleted. Each is dispatched to every session whose intents ask for it. */
public interface GuildThreads {
    /** Archives a thread: THREAD_UPDATE. */
    void archive(Channel thread);

    /** Adds somebody to a thread: THREAD_MEMBERS_UPDATE, without GUILD_MEMBERS only if it is the bot. */
    void add(Channel thread, User user);

    /** Changes the bot's own settings in a thread: THREAD_MEMBER_UPDATE. */
    void mute(Channel thread);

    /** Gives the bot access to the threads of a channel: THREAD_LIST_SYNC. */
    void sync(Channel channel);
}
