package org.discordbridge.simulator;

/** A permission the bot can be denied in a channel or guild (Discord docs, Permissions > Bitwise Permission Flags). */
public enum Permission {
    CREATE_INSTANT_INVITE(0),
    KICK_MEMBERS(1),
    BAN_MEMBERS(2),
    MANAGE_CHANNELS(4),
    MANAGE_GUILD(5),
    ADD_REACTIONS(6),
    VIEW_CHANNEL(10),
    SEND_MESSAGES(11),
    MANAGE_MESSAGES(13),
    EMBED_LINKS(14),
    ATTACH_FILES(15),
    READ_MESSAGE_HISTORY(16),
    MENTION_EVERYONE(17),
    CHANGE_NICKNAME(26),
    MANAGE_NICKNAMES(27),
    MANAGE_ROLES(28),
    MANAGE_WEBHOOKS(29),
    MANAGE_GUILD_EXPRESSIONS(30),
    MANAGE_THREADS(34),
    CREATE_PUBLIC_THREADS(35),
    CREATE_PRIVATE_THREADS(36),
    SEND_MESSAGES_IN_THREADS(38),
    MODERATE_MEMBERS(40),
    CREATE_GUILD_EXPRESSIONS(43),
    SEND_POLLS(49),
    PIN_MESSAGES(51);

    private final int bit;

    Permission(int bit) {
        this.bit = bit;
    }

    /** Its bit as a mask. */
    public long mask() {
        return 1L << bit;
    }
}
