package org.discordbridge.simulator.internal;

import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.MessageDraft;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.Webhook;

/** A webhook of a channel. */
record SimWebhook(SimChannel channel, long id, String token, String name) implements Webhook {
    @Override
    public Message post(String text) {
        return post(MessageDraft.text(text));
    }

    @Override
    public Message post(MessageDraft draft) {
        channel.world.awaitRoom();
        synchronized (channel.world) {
            SimMessage message = message(name);
            channel.fill(message, draft);
            return channel.world.publish(message);
        }
    }

    /** A message of this webhook under any name. */
    SimMessage message(String username) {
        SimMessage message = new SimMessage(channel, new User(id, username, null, true));
        message.webhookId = id;
        return message;
    }

    @Override
    public String toString() {
        return "SimWebhook[" + id + " " + name + "]";
    }
}
