package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.discordbridge.simulator.Message;
import org.discordbridge.simulator.MessageDraft;
import org.discordbridge.simulator.User;
import org.discordbridge.simulator.Webhook;

/** A webhook of a channel. */
record SimWebhook(SimChannel channel, long id, String token, String name, long applicationId) implements Webhook {
    @Override
    public void delete() {
        synchronized (channel.world) {
            channel.world.webhooks.remove(id);
        }
    }

    @Override
    public Message post(String text) {
        return post(MessageDraft.text(text));
    }

    @Override
    public Message post(MessageDraft draft) {
        channel.world.awaitRoom();
        synchronized (channel.world) {
            SimMessage message = message(name, channel);
            Drafts.fill(message, draft);
            return channel.world.publish(message);
        }
    }

    /** A message of this webhook under any name, in its channel or a thread of that. */
    SimMessage message(String username, SimChannel where) {
        SimMessage message = new SimMessage(where, new User(id, username, null, true));
        message.webhookId = id;
        message.applicationId = applicationId;
        return message;
    }

    /** The webhook object (Discord docs, Webhook Resource > Webhook Object). */
    ObjectNode json() {
        return Json.object()
                .put("id", Json.id(id))
                .put("type", 1)
                .put("channel_id", Json.id(channel.id()))
                .put("guild_id", Json.id(channel.guildId()))
                .put("name", name)
                .putNull("avatar")
                .put("application_id", applicationId == 0 ? null : Json.id(applicationId))
                .put("token", token);
    }

    @Override
    public String toString() {
        return "SimWebhook[" + id + " " + name + "]";
    }
}
