package org.discordbridge.moderation;

/** Names what a moderator may decide about an alert, and the permission at Discord that it takes. */
enum ModeratorAction {
    TIMEOUT("Time out", "Timed out", 4, "Timeout Members", 1L << 40),
    DELETE("Delete the messages", "Deleted", 4, "Manage Messages", 1L << 13),
    IGNORE("Ignore", "Ignored", 2, "Manage Messages", 1L << 13);

    /** Begins the custom ids of the buttons. */
    static final String PREFIX = "moderate-";

    private static final long ADMINISTRATOR = 1L << 3;

    private final String label;
    private final String done;
    private final int style;
    private final String permission;
    private final long bit;

    ModeratorAction(String label, String done, int style, String permission, long bit) {
        this.label = label;
        this.done = done;
        this.style = style;
        this.permission = permission;
        this.bit = bit;
    }

    String customId() {
        return PREFIX + name().toLowerCase(java.util.Locale.ROOT);
    }

    String label() {
        return label;
    }

    /** Returns the words that say that it is done. */
    String done() {
        return done;
    }

    int style() {
        return style;
    }

    String permission() {
        return permission;
    }

    /** Returns whether somebody with these permissions may do it (Discord docs, Permissions). */
    boolean isAllowed(long permissions) {
        return (permissions & (bit | ADMINISTRATOR)) != 0;
    }

    /** Finds the action of a button; null if there is none. */
    static ModeratorAction of(String customId) {
        for (ModeratorAction action : values()) {
            if (action.customId().equals(customId)) {
                return action;
            }
        }
        return null;
    }
}
