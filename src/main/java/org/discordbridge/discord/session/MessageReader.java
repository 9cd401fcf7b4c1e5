package org.discordbridge.discord.session;

import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.requests.Response;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.api.utils.data.DataType;
import org.discordbridge.event.MessageCreated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads message objects of REST, which do not say their guild (Discord docs, Message > Message Object). */
record MessageReader(Shards shards, GatewayPayloads payloads) {
    private static final Logger LOG = LoggerFactory.getLogger(MessageReader.class);

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

    /** Reads a list of them; one that cannot be read costs no other. */
    MessagePage page(DataArray all, String channelId, String guildId) {
        List<MessageCreated> messages = new ArrayList<>(all.length());
        long last = 0;
        for (int i = 0; i < all.length(); i++) {
            DataObject message = all.isType(i, DataType.OBJECT) ? all.getObject(i) : DataObject.empty();
            try {
                long id = message.getUnsignedLong("id");
                last = Long.compareUnsigned(id, last) > 0 ? id : last;
                messages.add(read(message, guildId));
            } catch (RuntimeException e) {
                LOG.error(
                        "Message {} in channel {} cannot be read and is left out: {}",
                        message.getString("id", "without id"),
                        channelId,
                        Json.problem(e));
            }
        }
        return new MessagePage(messages, all.length(), last);
    }
}
