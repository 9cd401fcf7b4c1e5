package org.discordbridge.simulator;

/** What happens to the members of a guild besides coming and going. Each is dispatched to every session whose intents ask for it. */
public interface GuildMembers {
    /** Gives a member exactly these roles: GUILD_MEMBER_UPDATE. */
    void setRoles(User member, Entity... roles);

    /** Gives a member a nickname, or takes it with null: GUILD_MEMBER_UPDATE. */
    void setNick(User member, String nick);

    /** Bans somebody: GUILD_BAN_ADD, and GUILD_MEMBER_REMOVE if they are a member. */
    void ban(User user);

    /** Lifts a ban: GUILD_BAN_REMOVE. */
    void unban(User user);

    /** Shows somebody as online, idle, dnd or offline: PRESENCE_UPDATE. */
    void presence(User user, String status);
}
