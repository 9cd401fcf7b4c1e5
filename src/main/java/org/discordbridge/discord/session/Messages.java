package org.discordbridge.discord.session;

import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.requests.Route;
import org.discordbridge.event.MessageCreated;

/** Messages that are there already. Nothing blocks; futures fail with {@link DiscordException}. */
public final class Messages {
    private final Rest rest;
    private final MessageReader reader;

    Messages(Rest rest, MessageReader reader) {
        this.rest = rest;
        this.reader = reader;
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
                response -> reader.read(response.getObject(), guildId));
    }
}
