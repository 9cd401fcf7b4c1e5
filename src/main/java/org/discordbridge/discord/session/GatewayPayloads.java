package org.discordbridge.discord.session;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.event.Actor;
import org.discordbridge.event.Embed;
import org.discordbridge.event.File;
import org.discordbridge.event.FileStatus;
import org.discordbridge.event.Forward;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.event.Place;
import org.discordbridge.event.Poll;

/**
 * Reads Discord's JSON of messages into events. A missing id is an error that names it; anything else that
 * is missing is null, empty or false.
 */
final class GatewayPayloads {
    private static final int REPLY = 19;
    private static final int FORWARD = 1;
    private static final int SPOILER = 1 << 3;

    private final Places places;

    GatewayPayloads(Places places) {
        this.places = places;
    }

    /** A message object of MESSAGE_CREATE or of the REST API. */
    MessageCreated message(DataObject d) {
        return message(d, author(d), d.getString("content", ""));
    }

    /** A message object that may lack its author and its text. */
    MessageCreated message(DataObject d, Actor author, String content) {
        String id = d.getString("id");
        String channelId = d.getString("channel_id");
        String guildId = d.getString("guild_id", null);
        String webhookId = d.getString("webhook_id", null);
        int type = d.getInt("type", 0);
        Instant written = Json.instant(d, "timestamp");
        DataObject reference = d.optObject("message_reference").orElse(null);
        DataObject snapshot = snapshot(d);
        Place place = places.of(guildId, channelId);
        return new MessageCreated(
                id,
                written == null ? Json.born(id) : written,
                Json.instant(d, "edited_timestamp"),
                type,
                d.getLong("flags", 0),
                content,
                channelId,
                place.channelName(),
                place.parentChannelId(),
                guildId,
                place.guildName(),
                author.id(),
                author.name(),
                author.username(),
                Boolean.TRUE.equals(author.bot()),
                webhookId,
                d.getString("application_id", null),
                type == REPLY && reference != null ? reference.getString("message_id", null) : null,
                Json.list(d, "mentions", DataArray::getObject, user -> user.getString("id")),
                Json.strings(d, "mention_roles"),
                d.getBoolean("mention_everyone", false),
                Json.list(d, "embeds", DataArray::getObject, GatewayPayloads::embed),
                Json.list(d, "sticker_items", DataArray::getObject, sticker -> sticker.getString("name", "")),
                Json.list(snapshot == null ? d : snapshot, "attachments", DataArray::getObject, GatewayPayloads::file),
                place.parentChannelName(),
                author.roles(),
                reference != null && reference.getInt("type", 0) == FORWARD ? forward(reference, snapshot) : null,
                d.optObject("poll").map(GatewayPayloads::poll).orElse(null));
    }

    /** Who wrote a message object. */
    static Actor author(DataObject d) {
        DataObject author = d.getObject("author");
        DataObject member = d.optObject("member").orElse(null);
        return new Actor(
                author.getString("id"),
                Objects.requireNonNullElse(Json.shownName(author, member), ""),
                author.getString("username", ""),
                !d.isNull("webhook_id") || author.getBoolean("bot", false),
                member == null ? List.of() : Json.strings(member, "roles"));
    }

    /** What a forwarded message was: Discord copies exactly one (Discord docs, Message > Message Snapshot Object). */
    private static DataObject snapshot(DataObject d) {
        DataArray snapshots = d.optArray("message_snapshots").orElse(null);
        return snapshots == null || snapshots.isEmpty()
                ? null
                : snapshots.getObject(0).optObject("message").orElse(null);
    }

    private static Forward forward(DataObject reference, DataObject snapshot) {
        return new Forward(
                reference.getString("message_id", null),
                reference.getString("channel_id", null),
                reference.getString("guild_id", null),
                snapshot == null ? "" : snapshot.getString("content", ""),
                snapshot == null ? null : Json.instant(snapshot, "timestamp"));
    }

    private static Poll poll(DataObject d) {
        return new Poll(
                Objects.requireNonNullElse(Json.part(d, "question", "text"), ""),
                Json.list(
                        d,
                        "answers",
                        DataArray::getObject,
                        answer -> Objects.requireNonNullElse(Json.part(answer, "poll_media", "text"), "")),
                d.getBoolean("allow_multiselect", false),
                Json.instant(d, "expiry"));
    }

    private static File file(DataObject d) {
        String name = d.getString("filename", "");
        return new File(
                d.getString("id"),
                name,
                d.getString("title", null),
                d.getString("description", null),
                d.getString("content_type", null),
                null,
                d.getLong("size", 0),
                Json.integer(d, "width"),
                Json.integer(d, "height"),
                d.isNull("duration_secs") ? null : d.getDouble("duration_secs"),
                (d.getInt("flags", 0) & SPOILER) != 0 || name.startsWith("SPOILER_"),
                d.getString("url", ""),
                null,
                null,
                null,
                FileStatus.UNSTORED,
                null);
    }

    private static Embed embed(DataObject d) {
        return new Embed(
                d.getString("type", null),
                d.getString("title", null),
                d.getString("description", null),
                d.getString("url", null),
                d.getString("timestamp", null),
                Json.integer(d, "color"),
                Json.part(d, "author", "name"),
                Json.part(d, "footer", "text"),
                Json.part(d, "image", "url"),
                Json.part(d, "thumbnail", "url"),
                Json.list(
                        d,
                        "fields",
                        DataArray::getObject,
                        field -> new Embed.Field(
                                field.getString("name", ""),
                                field.getString("value", ""),
                                field.getBoolean("inline", false))));
    }
}
