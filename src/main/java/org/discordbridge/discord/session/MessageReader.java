package org.discordbridge.discord.session;

import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.requests.Response;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.event.MessageCreated;

/** Reads message objects of REST, which do not say their guild (Discord docs, Message > Message Object). */
record MessageReader(Shards shards, GatewayPayloads payloads) {
    MessageCreated read(Response response) {
        return read(response.getObject(), null);
    }

    /**
     * Reads one.
     *
     * @param guildId where its channel is if JDA does not know that channel; null if unknown, or for direct messages
     */
    MessageCreated read(DataObject message, String guildId) {
        if (message.isNull("guild_id")) {
            GuildChannel channel = shards.channel(message.getString("channel_id"));
            message.put(
                    "guild_id", channel == null ? guildId : channel.getGuild().getId());
        }
        return payloads.message(message);
    }
}
