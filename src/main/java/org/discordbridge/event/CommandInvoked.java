package org.discordbridge.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Somebody used a slash command. Discord was told within its three seconds that an answer will follow; the answer has
 * until {@code interactionDeadline}.
 *
 * @param interactionId its snowflake
 * @param interactionToken lets its holder answer until the deadline; null if Discord could not be told in time, and
 *     then an answer can only be an ordinary post. A secret: never log it
 * @param interactionDeadline 15 minutes after the command was used (Discord docs, Receiving and Responding)
 * @param timestamp when it was used
 * @param command name of the command, without the slash
 * @param options values by option name, as text
 * @param content the values in the order given, separated by blanks: what was typed, without the names
 * @param channelId the channel, thread or direct message it was used in
 * @param channelName null for direct messages and channels not known yet
 * @param guildId null in direct messages
 * @param guildName null in direct messages and guilds not known yet
 * @param authorId snowflake of who used it
 * @param authorName the name shown: nickname in the guild, else display name, else user name
 * @param authorUsername the account's unique name
 */
public record CommandInvoked(
        String interactionId,
        String interactionToken,
        Instant interactionDeadline,
        Instant timestamp,
        String command,
        Map<String, String> options,
        String content,
        String channelId,
        String channelName,
        String guildId,
        String guildName,
        String authorId,
        String authorName,
        String authorUsername)
        implements DiscordEvent {

    public CommandInvoked {
        options = Map.copyOf(options);
    }

    @Override
    public EventType type() {
        return EventType.COMMAND;
    }

    @Override
    public String uuid() {
        return EventId.ofInteraction(interactionId);
    }

    @Override
    public String userId() {
        return authorId;
    }

    @Override
    public String userName() {
        return authorUsername;
    }

    /** Always empty: a command's files are not stored. */
    public List<String> attachments() {
        return List.of();
    }

    /** Leaves token, options and content out: text of this record may be logged. */
    @Override
    public String toString() {
        return "CommandInvoked[interactionId=" + interactionId + ", command=" + command + ", channelId=" + channelId
                + ", guildId=" + guildId + ", authorId=" + authorId + "]";
    }
}
