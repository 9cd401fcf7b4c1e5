package org.discordbridge.discord.session.read;

import java.util.List;
import org.discordbridge.event.MessageCreated;

/**
 * Holds a page of a channel's messages, as far as they can be read.
 *
 * @param messages those that can be read, in Discord's order: the newest first
 * @param size number of messages that Discord gave, readable or not: a page shorter than requested is the last one
 * @param lastId the highest id of all that Discord gave, readable or not, as an unsigned number of 64 bits; 0 if there
 *     is none
 */
public record MessagePage(List<MessageCreated> messages, int size, long lastId) {
    public MessagePage {
        messages = List.copyOf(messages);
    }
}
