package org.discordbridge.discord.session;

import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.event.MessageCreated;

/** Messages that are there already. Nothing blocks; futures fail with {@link DiscordException}. */
public final class Messages {
    private final JDA jda;
    private final Rest rest;
    private final GatewayPayloads payloads;

    Messages(JDA jda, Rest rest, GatewayPayloads payloads) {
        this.jda = jda;
        this.rest = rest;
        this.payloads = payloads;
    }

    /**
     * Reads a message, with fresh addresses of its files.
     *
     * @param guildId where its channel is if JDA does not know that channel; null if unknown, or for direct messages
     */
    public CompletableFuture<MessageCreated> get(String channelId, String messageId, String guildId) {
        return rest.call(
                "read message " + messageId + " in channel " + channelId,
                Route.Messages.GET_MESSAGE.compile(channelId, messageId),
                null,
                response -> read(response.getObject(), guildId));
    }

    /** A message object of REST, which does not say the guild (Discord docs, Message > Message Object). */
    private MessageCreated read(DataObject message, String guildId) {
        if (message.isNull("guild_id")) {
            GuildChannel channel = jda.getChannelById(GuildChannel.class, message.getString("channel_id"));
            message.put(
                    "guild_id", channel == null ? guildId : channel.getGuild().getId());
        }
        return payloads.message(message);
    }
}
