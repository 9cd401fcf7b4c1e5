package org.discordbridge.discord.session.read;

import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.requests.Response;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.api.utils.data.DataType;
import org.discordbridge.discord.session.json.JsonObject;
import org.discordbridge.event.MessageCreated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads message objects of REST, which do not name their guild (Discord docs, Message > Message Object). */
public record RestMessages(MessageJson payloads) {
    private static final Logger LOG = LoggerFactory.getLogger(RestMessages.class);

    public MessageCreated read(Response response) {
        return read(response.getObject(), null);
    }

    /** Reads the answer to a post into that channel, which may not name the channel. */
    public MessageCreated posted(Response response, String channelId) {
        DataObject message = response.getObject();
        if (message.isNull("channel_id")) {
            message.put("channel_id", channelId);
        }
        return read(message, null);
    }

    /**
     * Reads a message.
     *
     * @param guildId the guild of the channel, used if JDA does not know the channel; null if unknown, or for direct
     *     messages
     */
    public MessageCreated read(DataObject message, String guildId) {
        MessageCreated read = payloads.message(message, guildId);
        if (read == null) {
            throw new ParsingException("The message lacks its id or that of its channel");
        }
        return read;
    }

    /** Reads a list of messages of one channel. */
    public MessagePage page(DataArray all, String channelId, String guildId) {
        List<MessageCreated> messages = new ArrayList<>(all.length());
        long last = 0;
        for (int i = 0; i < all.length(); i++) {
            if (!all.isType(i, DataType.OBJECT)) {
                LOG.error("A message of channel {} is lost: it is no object", channelId);
                continue;
            }
            DataObject message = all.getObject(i);
            if (message.isNull("channel_id")) {
                message.put("channel_id", channelId);
            }
            MessageCreated read = payloads.message(message, guildId);
            if (read != null) {
                messages.add(read);
            }
            String id = JsonObject.of(message).id("id");
            long number = id == null ? 0 : Long.parseUnsignedLong(id);
            last = Long.compareUnsigned(number, last) > 0 ? number : last;
        }
        return new MessagePage(messages, all.length(), last);
    }
}
