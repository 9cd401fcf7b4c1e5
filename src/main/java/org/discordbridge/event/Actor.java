package org.discordbridge.event;

import java.util.List;

/**
 * A user, as far as an event tells. Anything may be null but the roles.
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
    /** Nobody, or nobody known. */
    public static final Actor UNKNOWN = new Actor(null, null, null, null, List.of());

    public Actor {
        roles = List.copyOf(roles);
    }

    /** Nobody of whom more than the id is known. */
    public static Actor of(String id) {
        return id == null ? UNKNOWN : new Actor(id, null, null, null, List.of());
    }
}
