package org.discordbridge.simulator;

/** A permission the bot can be denied in a channel (Discord docs, Permissions > Bitwise Permission Flags). */
public enum Permission {
    ADD_REACTIONS(6),
    VIEW_CHANNEL(10),
    SEND_MESSAGES(11),
    MANAGE_MESSAGES(13),
    EMBED_LINKS(14),
    ATTACH_FILES(15),
    READ_MESSAGE_HISTORY(16),
    MENTION_EVERYONE(17),
    SEND_MESSAGES_IN_THREADS(38);

    private final int bit;

    Permission(int bit) {
        this.bit = bit;
    }

    /** Its bit as a mask. */
    public long mask() {
        return 1L << bit;
    }
}
