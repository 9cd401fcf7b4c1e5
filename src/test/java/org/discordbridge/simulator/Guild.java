package org.discordbridge.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A server the bot is in. What happens to it is dispatched to every session whose intents ask for it. */
public interface Guild {
    /** Its snowflake; two guilds never share a millisecond, so consecutive guilds fall on consecutive shards. */
    long id();

    /** Its name. */
    String name();

    /** Adds a text channel and dispatches CHANNEL_CREATE. */
    Channel addTextChannel(String name);

    /** Adds a voice channel, whose text chat can be posted to, and dispatches CHANNEL_CREATE. */
    Channel addVoiceChannel(String name);

    /** Adds an announcement channel and dispatches CHANNEL_CREATE. */
    Channel addAnnouncementChannel(String name);

    /**
     * Adds a forum, which takes threads and no messages, and dispatches CHANNEL_CREATE.
     *
     * @param tags names of the tags that posts can have
     */
    Channel addForum(String name, String... tags);

    /** Adds a role below the bot's own and dispatches GUILD_ROLE_CREATE. */
    Entity addRole(String name);

    /** Adds a role above the bot's own, which it cannot manage, and dispatches GUILD_ROLE_CREATE. */
    Entity addHigherRole(String name);

    /** The member object of a user, with its roles and the end of its time-out. */
    ObjectNode member(User user);

    /** Takes permissions from the bot everywhere: GUILD_ROLE_UPDATE of its own role. */
    void deny(Permission... permissions);

    /** Its channels and threads in the order in which they were added. */
    List<Channel> channels();

    /** Lets a user join and dispatches GUILD_MEMBER_ADD; joining twice does nothing. */
    void addMember(User user);

    /** Lets a user leave and dispatches GUILD_MEMBER_REMOVE. */
    void removeMember(User user);

    /** Renames the guild and dispatches GUILD_UPDATE. */
    void rename(String name);

    /** What happens to its members besides coming and going. */
    GuildMembers members();

    /** Who is in its voice channels. */
    GuildVoice voice();

    /** What happens to its threads. */
    GuildThreads threads();

    /** What its moderators and AutoMod do. */
    GuildModeration moderation();

    /** What else people and Discord do in it. */
    GuildLife life();

    /** Starts or ends an outage: GUILD_DELETE with {@code unavailable}, or GUILD_CREATE again. */
    void unavailable(boolean outage);

    /** Throws the bot out: GUILD_DELETE, and every channel of the guild becomes unknown to it. */
    void leave();
}
