package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.discordbridge.simulator.MessageDraft;
import org.discordbridge.simulator.Upload;
import org.discordbridge.simulator.User;

/** What scripts want messages to be. Called under the world's lock. */
final class Drafts {
    private Drafts() {}

    /** Makes a message what the draft says. */
    static void fill(SimMessage message, MessageDraft draft) {
        message.content = draft.content();
        if (!draft.embeds().isEmpty()) {
            message.embeds = Json.array();
            for (JsonNode embed : draft.embeds()) {
                ObjectNode shown = Json.object().put("type", "rich");
                embed.fields().forEachRemaining(field -> shown.set(field.getKey(), field.getValue()));
                message.embeds.add(shown);
            }
        }
        if (!draft.fields().isEmpty()) {
            message.extra = draft.fields();
            message.world.scripted = true;
        }
        List<SimAttachment> files = new ArrayList<>();
        for (Upload upload : draft.uploads()) {
            files.add(message.world.store(message.channel, upload, null));
        }
        message.attachments = List.copyOf(files);
        User replied = null;
        if (draft.original() != null) {
            message.type = 19;
            message.original = (SimMessage) draft.original();
            message.referenceId = draft.original().id();
            replied = message.webhookId == 0 ? draft.original().author() : null;
        }
        message.mentions = Mentions.in(message.content, message.world, null, replied);
    }
}
