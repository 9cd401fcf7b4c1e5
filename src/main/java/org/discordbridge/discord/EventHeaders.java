package org.discordbridge.discord;

import java.util.function.Supplier;
import org.apache.camel.Message;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.event.DiscordEvent;
import org.discordbridge.event.Dispatch;
import org.discordbridge.event.InteractionEvent;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.event.ReactionChanged;

/** Says in headers what an event is about. */
final class EventHeaders {
    private EventHeaders() {}

    /** @param raw Discord's own JSON of the event; null if nobody wants it */
    static void set(Message message, DiscordEvent event, Supplier<String> raw) {
        message.setHeader(DiscordConstants.EVENT, event.type().eventName());
        setIfPresent(message, DiscordConstants.CHANNEL_ID, event.channelId());
        setIfPresent(message, DiscordConstants.GUILD_ID, event.guildId());
        setIfPresent(message, DiscordConstants.MESSAGE_ID, event.messageId());
        message.setHeader(DiscordConstants.MESSAGE_TIMESTAMP, event.timestamp().toEpochMilli());
        if (event instanceof InteractionEvent interaction) {
            InteractionIntake.setHeaders(message, interaction);
        } else if (event instanceof Dispatch dispatch) {
            setIfPresent(message, DiscordConstants.USER_ID, dispatch.userId());
            setIfPresent(message, DiscordConstants.SUBJECT_ID, dispatch.subjectId());
        } else if (event instanceof ReactionChanged reaction) {
            setIfPresent(message, DiscordConstants.USER_ID, reaction.userId());
            setIfPresent(message, DiscordConstants.EMOJI, reaction.emoji());
        } else {
            setIfPresent(message, DiscordConstants.AUTHOR_ID, event.userId());
        }
        if (event instanceof MessageCreated written && written.intent() != null) {
            message.setHeader(DiscordConstants.INTENT, written.intent());
            message.setHeader(DiscordConstants.INTENT_SCORE, written.intentScore());
        }
        if (raw != null) {
            message.setHeader(DiscordConstants.RAW, raw.get());
        }
    }

    static void setIfPresent(Message message, String header, String value) {
        if (value != null) {
            message.setHeader(header, value);
        }
    }
}
