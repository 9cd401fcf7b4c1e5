package org.discordbridge.discord.options;

import org.apache.camel.Exchange;
import org.apache.camel.spi.Metadata;

/** Headers of exchanges from and to {@code discord:}. */
public final class DiscordConstants {
    @Metadata(label = "consumer", description = "Name of the event, such as message-created", javaType = "String")
    public static final String EVENT = "CamelDiscordEvent";

    @Metadata(
            description = "Snowflake of the channel, thread or direct message: where the event happened, or where to"
                    + " send to unless the body or the endpoint says so",
            javaType = "String")
    public static final String CHANNEL_ID = "CamelDiscordChannelId";

    @Metadata(description = "Snowflake of the guild; absent in direct messages", javaType = "String")
    public static final String GUILD_ID = "CamelDiscordGuildId";

    @Metadata(description = "Snowflake of who wrote the message", javaType = "String")
    public static final String AUTHOR_ID = "CamelDiscordAuthorId";

    @Metadata(
            description =
                    "Snowflake of the message: the one that was written, that an operation is about, or the first that was sent",
            javaType = "String")
    public static final String MESSAGE_ID = "CamelDiscordMessageId";

    @Metadata(
            description = "Snowflake of the user an operation is about, or of who did something other than writing",
            javaType = "String")
    public static final String USER_ID = "CamelDiscordUserId";

    @Metadata(label = "producer", description = "Snowflake of the role to give or take", javaType = "String")
    public static final String ROLE_ID = "CamelDiscordRoleId";

    @Metadata(
            label = "producer",
            description = "Snowflake of the thread that was created, or is to be archived",
            javaType = "String")
    public static final String THREAD_ID = "CamelDiscordThreadId";

    @Metadata(
            description = "The emoji of a reaction: the character itself, or name:id of a custom one",
            javaType = "String")
    public static final String EMOJI = "CamelDiscordEmoji";

    @Metadata(
            label = "producer",
            description = "Snowflakes of all messages that were sent or read, in order",
            javaType = "java.util.List<String>")
    public static final String MESSAGE_IDS = "CamelDiscordMessageIds";

    @Metadata(
            label = "producer",
            description = "Identity of what is sent, any text: within a few minutes, Discord posts the same only once",
            javaType = "String")
    public static final String IDENTITY = "CamelDiscordIdentity";

    @Metadata(
            label = "producer",
            description =
                    "Whether all of it had been posted earlier, as postRepository knows, and so nothing was sent now",
            javaType = "Boolean")
    public static final String DUPLICATE = "CamelDiscordDuplicate";

    @Metadata(
            label = "producer",
            description = "After a failure: the HTTP status, 0 if Discord did not answer",
            javaType = "Integer")
    public static final String STATUS = "CamelDiscordStatus";

    @Metadata(
            label = "producer",
            description = "After a failure: Discord's own error code, such as 10003 for an unknown channel; 0 if there"
                    + " was none",
            javaType = "Integer")
    public static final String ERROR_CODE = "CamelDiscordErrorCode";

    @Metadata(
            label = "producer",
            description = "After a failure: in how many milliseconds requests go on, if they are held back so that"
                    + " Discord does not ban this address",
            javaType = "Long")
    public static final String RETRY_AFTER = "CamelDiscordRetryAfter";

    @Metadata(
            label = "consumer",
            description = "Id of what an event is about, such as a role, a channel or a scheduled event",
            javaType = "String")
    public static final String SUBJECT_ID = "CamelDiscordSubjectId";

    @Metadata(
            label = "consumer",
            description = "Discord's own JSON of the event, without tokens, if includeRaw is set",
            javaType = "String")
    public static final String RAW = "CamelDiscordRaw";

    @Metadata(
            label = "consumer",
            description = "Name of the command; of a sub-command its path, such as settings/colour",
            javaType = "String")
    public static final String COMMAND = "CamelDiscordCommand";

    @Metadata(label = "consumer", description = "Name of the option that is typed", javaType = "String")
    public static final String OPTION = "CamelDiscordOption";

    @Metadata(
            label = "consumer",
            description = "What the bot called the button, select or form that was used",
            javaType = "String")
    public static final String CUSTOM_ID = "CamelDiscordCustomId";

    @Metadata(
            label = "consumer",
            description = "Snowflake of the user or message in whose menu the command was used",
            javaType = "String")
    public static final String TARGET_ID = "CamelDiscordTargetId";

    @Metadata(description = "Snowflake of the interaction: what was used, or what to respond to", javaType = "String")
    public static final String INTERACTION_ID = "CamelDiscordInteractionId";

    @Metadata(
            description = "Token of the interaction, by which reply-interaction and open-modal answer it. A secret for"
                    + " 15 minutes",
            javaType = "String")
    public static final String INTERACTION_TOKEN = "CamelDiscordInteractionToken";

    @Metadata(description = "Until when the interaction can be answered by its token", javaType = "java.time.Instant")
    public static final String INTERACTION_DEADLINE = "CamelDiscordInteractionDeadline";

    @Metadata(
            label = "consumer",
            description = "Name of the intent that the message is nearest to, unknown if none is near; absent if there"
                    + " are no intents",
            javaType = "String")
    public static final String INTENT = "CamelDiscordIntent";

    @Metadata(label = "consumer", description = "How near the nearest intent is, from -1 to 1", javaType = "Double")
    public static final String INTENT_SCORE = "CamelDiscordIntentScore";

    @Metadata(
            label = "consumer",
            description = "When it happened, by Discord's clock if Discord says it; in milliseconds since 1970",
            javaType = "Long")
    public static final String MESSAGE_TIMESTAMP = Exchange.MESSAGE_TIMESTAMP;

    private DiscordConstants() {}
}
