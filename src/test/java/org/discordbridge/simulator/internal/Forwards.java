package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.discordbridge.simulator.Intent;
import org.discordbridge.simulator.Permission;

/** Messages that are forwarded (Discord docs, Messages Resource > Message Reference Types; Message Snapshot Object). */
final class Forwards {
    /** The type of a reference that forwards. */
    static final int TYPE = 1;

    static final long HAS_SNAPSHOT = 1 << 14;

    private static final List<String> OF_SNAPSHOT = List.of(
            "type",
            "content",
            "embeds",
            "attachments",
            "timestamp",
            "edited_timestamp",
            "flags",
            "mentions",
            "mention_roles",
            "sticker_items",
            "components");

    private final World world;

    Forwards(World world) {
        this.world = world;
    }

    /** What a message has that forwards another: the reference and the other as it is now. */
    ObjectNode of(JsonNode reference) {
        if (!reference.hasNonNull("channel_id")) {
            throw RestError.required("message_reference.channel_id");
        }
        SimChannel channel = world.channels.get(Json.snowflake(reference.path("channel_id")));
        SimMessage original =
                channel == null ? null : channel.history.get(Json.snowflake(reference.path("message_id")));
        if (original == null) {
            throw RestError.form("message_reference", "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message");
        }
        boolean hidden = !channel.permits(Permission.VIEW_CHANNEL)
                || !channel.permits(Permission.READ_MESSAGE_HISTORY)
                || world.settings.disallowed().contains(Intent.MESSAGE_CONTENT) && !world.payloads.readable(original);
        if (hidden) {
            throw RestError.of(403, 160014, "You cannot forward a message whose content you cannot read.");
        }
        ObjectNode json = Json.object();
        json.putArray("message_snapshots")
                .addObject()
                .set("message", world.payloads.message(original).retain(OF_SNAPSHOT));
        ObjectNode kept = json.putObject("message_reference")
                .put("type", TYPE)
                .put("message_id", Json.id(original.id))
                .put("channel_id", Json.id(channel.id()));
        if (channel.guild != null) {
            kept.put("guild_id", Json.id(channel.guild.id()));
        }
        return json;
    }
}
