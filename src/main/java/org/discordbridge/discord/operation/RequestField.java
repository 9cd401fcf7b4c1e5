package org.discordbridge.discord.operation;

import java.util.function.Function;
import org.discordbridge.discord.options.DiscordConfiguration;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.discord.options.OperationOptions;

/**
 * Lists the values that an operation can get. Each has one name in a body that is a map (Discord's own). Most have an
 * option of the endpoint, and those that other operations and events return have a header too.
 */
enum RequestField {
    CHANNEL_ID("channel_id", "channel", DiscordConstants.CHANNEL_ID, "channelId", DiscordConfiguration::getChannelId),
    MESSAGE_ID("message_id", "message", DiscordConstants.MESSAGE_ID, "messageId", OperationOptions::getMessageId),
    GUILD_ID("guild_id", "guild", DiscordConstants.GUILD_ID, "guildId", OperationOptions::getGuildId),
    USER_ID("user_id", "user", DiscordConstants.USER_ID, "userId", OperationOptions::getUserId),
    ROLE_ID("role_id", "role", DiscordConstants.ROLE_ID, "roleId", OperationOptions::getRoleId),
    THREAD_ID("thread_id", "thread", DiscordConstants.THREAD_ID, "threadId", OperationOptions::getThreadId),
    EMOJI("emoji", "emoji", DiscordConstants.EMOJI, "emoji", OperationOptions::getEmoji),
    REPLY_TO("reply_to", "message", null, null, options -> null),
    THREAD_NAME("thread_name", "name", null, "threadName", OperationOptions::getThreadName),
    WEBHOOK_URL("webhook_url", "webhook", null, "webhookUrl", OperationOptions::getWebhookUrl),
    USERNAME("username", "name", null, "username", OperationOptions::getUsername),
    AVATAR_URL("avatar_url", "picture", null, "avatarUrl", OperationOptions::getAvatarUrl),
    LIMIT("limit", "number", null, "limit", OperationOptions::getLimit),
    TIMEOUT_SECONDS("timeout_seconds", "duration", null, "timeoutSeconds", OperationOptions::getTimeoutSeconds),
    REASON("reason", "reason", null, "reason", OperationOptions::getReason),
    INTERACTION_ID("interaction_id", "interaction", DiscordConstants.INTERACTION_ID, null, options -> null),
    INTERACTION_TOKEN("interaction_token", "token", DiscordConstants.INTERACTION_TOKEN, null, options -> null);

    private final String key;
    private final String noun;
    private final String header;
    private final String option;
    private final Function<DiscordConfiguration, String> ofOptions;

    RequestField(
            String key, String noun, String header, String option, Function<DiscordConfiguration, String> ofOptions) {
        this.key = key;
        this.noun = noun;
        this.header = header;
        this.option = option;
        this.ofOptions = ofOptions;
    }

    /** Returns its name in a body that is a map. */
    String key() {
        return key;
    }

    /** Returns the thing that it names, for messages to people. */
    String noun() {
        return noun;
    }

    /** Returns its header, or null. */
    String header() {
        return header;
    }

    String ofOptions(DiscordConfiguration options) {
        return ofOptions.apply(options);
    }

    /** Lists the places where it was looked for, for messages to people. */
    String places() {
        if (option == null) {
            return header == null
                    ? key + " of the body is not set"
                    : "neither " + key + " of the body, nor header " + header + " is set";
        }
        return "neither " + key + " of the body" + (header == null ? "" : ", nor header " + header) + ", nor option "
                + option + " is set";
    }
}
