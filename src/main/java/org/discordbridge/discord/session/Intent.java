package org.discordbridge.discord.session;

/**
 * A group of dispatches that a client asks for (Discord docs, Gateway > List of Intents). JDA's own enum lacks {@code
 * GUILD_INTEGRATIONS}.
 */
enum Intent {
    GUILDS(0),
    GUILD_MEMBERS(1, "SERVER MEMBERS INTENT"),
    GUILD_MODERATION(2),
    GUILD_EXPRESSIONS(3),
    GUILD_INTEGRATIONS(4),
    GUILD_WEBHOOKS(5),
    GUILD_INVITES(6),
    GUILD_VOICE_STATES(7),
    GUILD_PRESENCES(8, "PRESENCE INTENT"),
    GUILD_MESSAGES(9),
    GUILD_MESSAGE_REACTIONS(10),
    GUILD_MESSAGE_TYPING(11),
    DIRECT_MESSAGES(12),
    DIRECT_MESSAGE_REACTIONS(13),
    DIRECT_MESSAGE_TYPING(14),
    MESSAGE_CONTENT(15, "MESSAGE CONTENT INTENT"),
    GUILD_SCHEDULED_EVENTS(16),
    AUTO_MODERATION_CONFIGURATION(20),
    AUTO_MODERATION_EXECUTION(21),
    GUILD_MESSAGE_POLLS(24),
    DIRECT_MESSAGE_POLLS(25);

    private final int bit;
    private final String portalSwitch;

    Intent(int bit) {
        this(bit, null);
    }

    Intent(int bit, String portalSwitch) {
        this.bit = bit;
        this.portalSwitch = portalSwitch;
    }

    int mask() {
        return 1 << bit;
    }

    /** What the switch in the Developer Portal is called; null unless the intent is privileged. */
    String portalSwitch() {
        return portalSwitch;
    }
}
