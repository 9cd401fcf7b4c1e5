package org.discordbridge.discord;

import java.util.function.Function;

/**
 * What an operation can be told. Each has one name in a body that is a map (Discord's own), and some have a header and an
 * option of the endpoint as well.
 */
enum Field {
    CHANNEL_ID("channel_id", "channel", DiscordConstants.CHANNEL_ID, "channelId", DiscordConfiguration::getChannelId),
    MESSAGE_ID("message_id", "message", DiscordConstants.MESSAGE_ID, "messageId", DiscordConfiguration::getMessageId),
    GUILD_ID("guild_id", "guild", DiscordConstants.GUILD_ID, "guildId", DiscordConfiguration::getGuildId),
    REPLY_TO("reply_to", "message", null, null, options -> null);

    private final String key;
    private final String noun;
    private final String header;
    private final String option;
    private final Function<DiscordConfiguration, String> ofOptions;

    Field(String key, String noun, String header, String option, Function<DiscordConfiguration, String> ofOptions) {
        this.key = key;
        this.noun = noun;
        this.header = header;
        this.option = option;
        this.ofOptions = ofOptions;
    }

    /** Its name in a body that is a map. */
    String key() {
        return key;
    }

    /** What it names, for messages to people. */
    String noun() {
        return noun;
    }

    /** Its header, or null. */
    String header() {
        return header;
    }

    String ofOptions(DiscordConfiguration options) {
        return ofOptions.apply(options);
    }

    /** Where it was looked for, for messages to people. */
    String places() {
        return header == null
                ? key + " of the body is not set"
                : "neither " + key + " of the body, nor header " + header + ", nor option " + option + " is set";
    }
}
