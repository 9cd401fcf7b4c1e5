package org.discordbridge.discord.session.subscribe;

/**
 * A group of dispatches that a client asks for (Discord docs, Gateway > List of Intents). JDA's own enum lacks
 * {@code GUILD_INTEGRATIONS}.
 */
public enum Intent {
    GUILDS(0),
    GUILD_MEMBERS(1, "SERVER MEMBERS INTENT", 14),
    GUILD_MODERATION(2),
    GUILD_EXPRESSIONS(3),
    GUILD_INTEGRATIONS(4),
    GUILD_WEBHOOKS(5),
    GUILD_INVITES(6),
    GUILD_VOICE_STATES(7),
    GUILD_PRESENCES(8, "PRESENCE INTENT", 12),
    GUILD_MESSAGES(9),
    GUILD_MESSAGE_REACTIONS(10),
    GUILD_MESSAGE_TYPING(11),
    DIRECT_MESSAGES(12),
    DIRECT_MESSAGE_REACTIONS(13),
    DIRECT_MESSAGE_TYPING(14),
    MESSAGE_CONTENT(15, "MESSAGE CONTENT INTENT", 18),
    GUILD_SCHEDULED_EVENTS(16),
    AUTO_MODERATION_CONFIGURATION(20),
    AUTO_MODERATION_EXECUTION(21),
    GUILD_MESSAGE_POLLS(24),
    DIRECT_MESSAGE_POLLS(25);

    private final int bit;
    private final String portalSwitch;
    private final int flag;

    Intent(int bit) {
        this(bit, null, 0);
    }

    /** @param flag the bit of the application's flags that says that it is on; the next bit says so for small bots */
    Intent(int bit, String portalSwitch, int flag) {
        this.bit = bit;
        this.portalSwitch = portalSwitch;
        this.flag = flag;
    }

    int mask() {
        return 1 << bit;
    }

    /** Returns the name of the switch in the Developer Portal; null unless the intent is privileged. */
    public String portalSwitch() {
        return portalSwitch;
    }

    /**
     * Returns whether an application with those flags may ask for it (Discord docs, Application Resource > Application
     * Flags).
     */
    public boolean isAllowedBy(long applicationFlags) {
        return portalSwitch == null || (applicationFlags & 0b11L << flag) != 0;
    }
}
