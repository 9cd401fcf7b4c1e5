package org.discordbridge.event;

import java.util.List;

/**
 * A user, with as much as an event says of them. Every component may be null, except the roles.
 *
 * @param id snowflake; the webhook's own for webhooks
 * @param name the name shown: nickname in the guild, else display name, else user name
 * @param username the account's unique name
 * @param bot whether it is a bot or a webhook; null if that is not known
 * @param roles ids of the roles in the guild; empty if they are not known
 */
public record Actor(
        @Nullable String id,
        @Nullable String name,
        @Nullable String username,
        @Nullable Boolean bot,
        List<String> roles) {
    /** A user of whom nothing is known, or no user. */
    public static final Actor UNKNOWN = new Actor(null, null, null, null, List.of());

    public Actor {
        roles = List.copyOf(roles);
    }

    /** Makes a user of whom only the id is known; {@link #UNKNOWN} for null. */
    public static Actor of(String id) {
        return id == null ? UNKNOWN : new Actor(id, null, null, null, List.of());
    }
}
