package org.discordbridge.simulator;

/** What moderators and AutoMod do in a guild. Each is dispatched to every session whose intents ask for it. */
public interface GuildModeration {
    /** Adds a rule that blocks messages with a word: AUTO_MODERATION_RULE_CREATE. */
    Entity addRule(User by, String name);

    /** A message is blocked by a rule: AUTO_MODERATION_ACTION_EXECUTION. */
    void block(Entity rule, User author, Channel channel, String text, String keyword);

    /** Makes an entry in the audit log about a renamed channel: GUILD_AUDIT_LOG_ENTRY_CREATE. Returns its snowflake. */
    long audit(User by, Channel renamed, String before, String reason);
}
