package org.discordbridge.discord.session.read;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.discord.session.json.DiscordJson;
import org.discordbridge.discord.session.json.JsonObject;
import org.discordbridge.event.Actor;
import org.discordbridge.event.Embed;
import org.discordbridge.event.File;
import org.discordbridge.event.FileBuilder;
import org.discordbridge.event.FileStatus;
import org.discordbridge.event.Forward;
import org.discordbridge.event.MessageCreated;
import org.discordbridge.event.MessageCreatedBuilder;
import org.discordbridge.event.Place;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads Discord's JSON of messages into events. Missing and wrong parts become null, empty or false. Wrong parts are
 * also named in the log, in one line for each message and without its content. Only a message without its id or that of
 * its channel is lost.
 */
public final class MessageJson {
    private static final Logger LOG = LoggerFactory.getLogger(MessageJson.class);
    private static final int REPLY = 19;
    private static final int FORWARD = 1;
    private static final int SPOILER = 1 << 3;

    private final NameLookup places;

    public MessageJson(NameLookup places) {
        this.places = places;
    }

    /** Reads a message object of MESSAGE_CREATE; null if it is lost. */
    public MessageCreated message(DataObject content) {
        JsonObject d = JsonObject.of(content);
        return message(content, d, d.id("guild_id"), author(d), d.text("content", ""));
    }

    /**
     * Reads a message object of the REST API, which does not name its guild; null if it is lost.
     *
     * @param guildId the guild of the channel, used if JDA does not know the channel; null if unknown, or for direct
     *     messages
     */
    public MessageCreated message(DataObject content, String guildId) {
        JsonObject d = JsonObject.of(content);
        String told = d.id("guild_id");
        String channelId = told == null ? d.id("channel_id") : null;
        String known = channelId == null ? told : places.guildOf(channelId);
        return message(content, d, known == null ? guildId : known, author(d), d.text("content", ""));
    }

    /** Reads a message object of MESSAGE_UPDATE, whose author and text are known; null if it is lost. */
    public MessageCreated message(DataObject content, JsonObject d, Actor author, String text) {
        return message(content, d, d.id("guild_id"), author, text);
    }

    private MessageCreated message(DataObject raw, JsonObject d, String guildId, Actor author, String content) {
        String id = d.neededId("id");
        String channelId = d.neededId("channel_id");
        if (id == null || channelId == null) {
            LOG.error(
                    "Message {} in channel {} is lost: {}",
                    id == null ? "without id" : id,
                    channelId == null ? "unknown" : channelId,
                    d.faults());
            return null;
        }
        Place place = places.of(guildId, channelId);
        Instant written = d.time("timestamp");
        int type = d.integer("type", 0);
        JsonObject reference = d.object("message_reference");
        String referred = reference == null ? null : reference.id("message_id");
        JsonObject snapshot = snapshot(d);
        boolean forwards = snapshot != null || reference != null && reference.integer("type", 0) == FORWARD;
        MessageCreated message = MessageCreatedBuilder.builder()
                .messageId(id)
                .timestamp(written == null ? DiscordJson.born(id) : written)
                .editedTimestamp(d.time("edited_timestamp"))
                .messageType(type)
                .flags(d.number("flags", 0))
                .content(content)
                .channelId(channelId)
                .channelName(place.channelName())
                .parentChannelId(place.parentChannelId())
                .guildId(guildId)
                .guildName(place.guildName())
                .authorId(author.id())
                .authorName(author.name())
                .authorUsername(author.username())
                .authorIsBot(Boolean.TRUE.equals(author.bot()))
                .webhookId(d.id("webhook_id"))
                .applicationId(d.id("application_id"))
                .replyTo(type == REPLY ? referred : null)
                .mentions(d.objects("mentions", user -> user.neededId("id")))
                .mentionRoles(d.ids("mention_roles"))
                .mentionEveryone(d.flag("mention_everyone"))
                .embeds(embeds(d))
                .stickers(stickers(d))
                .files((snapshot == null ? d : snapshot).objects("attachments", MessageJson::file))
                .parentChannelName(place.parentChannelName())
                .authorRoles(author.roles())
                .forward(forwards ? forward(reference, referred, snapshot) : null)
                .poll(d.has("poll") ? PollReader.poll(d.object("poll")) : null)
                .componentText(ComponentText.of(d))
                .refersTo(type == REPLY || forwards ? null : referred)
                .data(MessageCreated.isWritten(type) ? null : RawJson.json(raw, Set.of()))
                .build();
        d.tell(LOG, "Message", id);
        return message;
    }

    /**
     * Reads the author of a message object. The id is null if Discord does not say it; for a webhook it is the
     * webhook's.
     */
    public static Actor author(JsonObject d) {
        JsonObject author = d.neededObject("author");
        JsonObject member = d.object("member");
        String id = author == null ? null : author.neededId("id");
        return new Actor(
                id == null ? d.id("webhook_id") : id,
                Objects.requireNonNullElse(DiscordJson.shownName(author, member), ""),
                author == null ? "" : author.text("username", ""),
                d.has("webhook_id") || author != null && author.flag("bot"),
                member == null ? List.of() : member.ids("roles"));
    }

    /** Returns the forwarded message: Discord copies exactly one (Discord docs, Message > Message Snapshot Object). */
    private static JsonObject snapshot(JsonObject d) {
        List<JsonObject> snapshots = d.objects("message_snapshots", one -> one.object("message"));
        return snapshots.isEmpty() ? null : snapshots.get(0);
    }

    private static Forward forward(JsonObject reference, String messageId, JsonObject snapshot) {
        return new Forward(
                messageId,
                reference == null ? null : reference.id("channel_id"),
                reference == null ? null : reference.id("guild_id"),
                snapshot == null ? "" : snapshot.text("content", ""),
                snapshot == null ? null : snapshot.time("timestamp"),
                snapshot == null ? "" : ComponentText.of(snapshot),
                snapshot == null ? List.of() : embeds(snapshot),
                snapshot == null ? List.of() : stickers(snapshot));
    }

    private static List<String> stickers(JsonObject d) {
        return d.objects("sticker_items", sticker -> sticker.text("name", ""));
    }

    private static File file(JsonObject d) {
        String id = d.neededId("id");
        if (id == null) {
            return null;
        }
        String name = d.text("filename", "");
        return FileBuilder.builder()
                .id(id)
                .filename(name)
                .title(d.text("title"))
                .description(d.text("description"))
                .contentType(d.text("content_type"))
                .size(d.number("size", 0))
                .width(d.integer("width"))
                .height(d.integer("height"))
                .durationSeconds(d.real("duration_secs"))
                .spoiler((d.integer("flags", 0) & SPOILER) != 0 || name.startsWith("SPOILER_"))
                .sourceUrl(d.text("url", ""))
                .status(FileStatus.UNSTORED)
                .build();
    }

    private static List<Embed> embeds(JsonObject d) {
        return d.objects("embeds", MessageJson::embed);
    }

    private static Embed embed(JsonObject d) {
        return new Embed(
                d.text("type"),
                d.text("title"),
                d.text("description"),
                d.text("url"),
                d.text("timestamp"),
                d.integer("color"),
                d.part("author", "name"),
                d.part("footer", "text"),
                d.part("image", "url"),
                d.part("thumbnail", "url"),
                d.objects(
                        "fields",
                        field -> new Embed.Field(
                                field.text("name", ""), field.text("value", ""), field.flag("inline"))));
    }
}
