package org.discordbridge.simulator;

/** A group of events a client asks for when it identifies (Discord docs, Gateway > List of Intents). */
public enum Intent {
    GUILDS(0),
    GUILD_MEMBERS(1),
    GUILD_MODERATION(2),
    GUILD_EXPRESSIONS(3),
    GUILD_INTEGRATIONS(4),
    GUILD_WEBHOOKS(5),
    GUILD_INVITES(6),
    GUILD_VOICE_STATES(7),
    GUILD_PRESENCES(8),
    GUILD_MESSAGES(9),
    GUILD_MESSAGE_REACTIONS(10),
    GUILD_MESSAGE_TYPING(11),
    DIRECT_MESSAGES(12),
    DIRECT_MESSAGE_REACTIONS(13),
    DIRECT_MESSAGE_TYPING(14),
    MESSAGE_CONTENT(15),
    GUILD_SCHEDULED_EVENTS(16),
    AUTO_MODERATION_CONFIGURATION(20),
    AUTO_MODERATION_EXECUTION(21),
    GUILD_MESSAGE_POLLS(24),
    DIRECT_MESSAGE_POLLS(25);

    private final int bit;

    Intent(int bit) {
        this.bit = bit;
    }

    /** Its bit as a mask. */
    public long mask() {
        return 1L << bit;
    }

    /** Whether it must be switched on in the developer portal before a client may ask for it. */
    public boolean privileged() {
        return this == GUILD_MEMBERS || this == GUILD_PRESENCES || this == MESSAGE_CONTENT;
    }

    /** Whether a set of intents contains this one. */
    public boolean in(long intents) {
        return (intents & mask()) != 0;
    }

    /** All known intents as one mask. */
    public static long all() {
        long all = 0;
        for (Intent intent : values()) {
            all |= intent.mask();
        }
        return all;
    }
}
