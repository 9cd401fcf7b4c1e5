package org.discordbridge.simulator;

import java.util.Objects;

/**
 * An account: a person, the bot under test, another bot, or the face a webhook puts on.
 *
 * @param id its snowflake
 * @param name its user name
 * @param displayName its global display name, or null if it has none
 * @param bot whether Discord marks it as a bot
 */
public record User(long id, String name, String displayName, boolean bot) {
    public User {
        Objects.requireNonNull(name, "name");
    }

    /** What a message contains to mention this user. */
    public String mention() {
        return "<@" + id + ">";
    }
}
