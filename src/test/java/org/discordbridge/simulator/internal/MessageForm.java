package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.discordbridge.simulator.Permission;
import org.discordbridge.simulator.RecordedFile;
import org.discordbridge.simulator.Upload;

/** What the bot wants a message to be, checked as Discord checks it (Discord docs, Messages Resource). */
final class MessageForm {
    private static final int MAX_FILES = 10;
    private static final long MAX_FILE = 10L << 20;

    final JsonNode body;
    final List<RecordedFile> files;
    private final World world;

    MessageForm(World world, JsonNode body, List<RecordedFile> files) {
        this.world = world;
        this.body = body.isObject() ? body : Json.object();
        this.files = files;
        checkText();
        checkNonce();
        checkMentions();
        checkStickers();
        EmbedLimits.check(this.body.path("embeds"));
        ComponentLimits.check(this.body, new Emojis(world));
        Polls.check(this.body.path("poll"));
        checkFiles();
    }

    MessageForm(World world, Call call) {
        this(world, call.body, call.files);
    }

    String content() {
        return body.path("content").isTextual() ? body.get("content").asText() : "";
    }

    JsonNode allowedMentions() {
        return body.hasNonNull("allowed_mentions") ? body.get("allowed_mentions") : null;
    }

    long flags() {
        return body.path("flags").asLong(0);
    }

    /** Whether it forwards another message, and needs nothing of its own. */
    boolean forwards() {
        return body.path("message_reference").path("type").asInt(0) == Forwards.TYPE;
    }

    /** Refuses a message of nothing. */
    void checkNotEmpty() {
        boolean empty = content().isBlank()
                && !forwards()
                && body.path("embeds").isEmpty()
                && body.path("sticker_ids").isEmpty()
                && body.path("components").isEmpty()
                && !body.hasNonNull("poll")
                && files.isEmpty();
        if (empty) {
            throw emptyMessage();
        }
    }

    private static RestError emptyMessage() {
        return RestError.of(400, 50006, "Cannot send an empty message");
    }

    /** Refuses what the bot may not send there. */
    void checkPermissions(SimChannel channel) {
        boolean files = !this.files.isEmpty() && !channel.permits(Permission.ATTACH_FILES);
        boolean poll = body.hasNonNull("poll") && !channel.permits(Permission.SEND_POLLS);
        if (files || poll) {
            throw RestError.missingPermissions();
        }
    }

    /** Puts text, embeds, components and new files into a message. */
    void fill(SimMessage message) {
        message.content = content().strip();
        message.embeds = embeds();
        message.components = Components.kept(world, body.path("components"));
        message.stickers = stickers();
        message.attachments = uploads(message.channel, List.of());
        message.poll = body.hasNonNull("poll") ? Polls.of(body.get("poll"), message.world.clock.instant()) : null;
        message.flags = flags() & (4L | 4096 | 8192 | 32768 | SimMessage.EPHEMERAL);
        message.tts = body.path("tts").asBoolean(false);
        message.mentions = Mentions.in(message.content, message.world, allowedMentions(), null);
    }

    /** Changes a message; what is absent stays. */
    void edit(SimMessage message) {
        checkFlags(message);
        String content = body.has("content") ? content().strip() : message.content;
        ArrayNode embeds = body.has("embeds") ? embeds() : message.embeds;
        ArrayNode components =
                body.has("components") ? Components.kept(world, body.path("components")) : message.components;
        List<SimAttachment> kept = message.attachments.stream()
                .filter(old -> !body.path("attachments").isArray() || lists(old.id()))
                .toList();
        if (content.isEmpty()
                && (embeds == null || embeds.isEmpty())
                && (components == null || components.isEmpty())
                && message.stickers.isEmpty()
                && message.poll == null
                && kept.isEmpty()
                && files.isEmpty()) {
            throw emptyMessage();
        }
        message.content = content;
        message.embeds = embeds;
        message.components = components;
        if (body.has("flags")) {
            message.flags = message.flags & ~4L | flags() & (4 | ComponentLimits.V2);
        }
        message.attachments = uploads(message.channel, kept);
        message.mentions = Mentions.in(message.content, message.world, allowedMentions(), null);
    }

    private void checkFlags(SimMessage message) {
        if (body.has("flags") && (message.flags & ComponentLimits.V2) != 0 && (flags() & ComponentLimits.V2) == 0) {
            throw RestError.form(
                    "flags", "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG", "The Components V2 flag cannot be removed.");
        }
    }

    private boolean lists(long id) {
        for (JsonNode one : body.path("attachments")) {
            if (Json.snowflake(one.path("id")) == id) {
                return true;
            }
        }
        return false;
    }

    private ArrayNode embeds() {
        if (!body.path("embeds").isArray()) {
            return null;
        }
        ArrayNode embeds = Json.withoutNulls(body.get("embeds").deepCopy());
        embeds.forEach(embed -> ((ObjectNode) embed).put("type", "rich"));
        return embeds;
    }

    private List<SimAttachment> uploads(SimChannel channel, List<SimAttachment> kept) {
        Map<String, ObjectNode> metas = new HashMap<>();
        for (JsonNode meta : body.path("attachments")) {
            if (meta instanceof ObjectNode object) {
                metas.put("files[" + meta.path("id").asText() + "]", object);
            }
        }
        List<SimAttachment> all = new ArrayList<>(kept);
        for (RecordedFile file : files) {
            ObjectNode meta = metas.get(file.part());
            String name = meta != null && meta.hasNonNull("filename")
                    ? meta.get("filename").asText()
                    : file.filename();
            all.add(channel.world.store(channel, Upload.of(name, file.contentType(), file.bytes()), meta));
        }
        return List.copyOf(all);
    }

    private void checkText() {
        JsonNode content = body.path("content");
        if (content.isContainerNode()) {
            throw RestError.form("content", "BASE_TYPE_STRING", "Could not interpret value as string.");
        }
        if (content.isTextual()
                && content.asText().codePointCount(0, content.asText().length()) > 2000) {
            throw RestError.tooLong("content", 2000);
        }
    }

    private void checkNonce() {
        JsonNode nonce = body.path("nonce");
        if (nonce.isTextual() && nonce.asText().length() > 25) {
            throw RestError.tooLong("nonce", 25);
        }
        if (!nonce.isMissingNode() && !nonce.isNull() && !nonce.isTextual() && !nonce.isIntegralNumber()) {
            throw RestError.form("nonce", "NONCE_TYPE_INVALID", "Nonce must be an integer or a string.");
        }
    }

    // Discord docs, Messages Resource > Allowed Mentions Object: at most 100 ids, and not both "parse" and a list
    private void checkMentions() {
        JsonNode allowed = body.path("allowed_mentions");
        JsonNode words = allowed.path("parse");
        for (int i = 0; i < words.size(); i++) {
            if (!List.of("users", "roles", "everyone").contains(words.get(i).asText())) {
                throw RestError.form(
                        "allowed_mentions.parse." + i,
                        "BASE_TYPE_CHOICES",
                        "Value must be one of ('users', 'everyone', 'roles').");
            }
        }
        for (String kind : new String[] {"users", "roles"}) {
            if (allowed.path(kind).size() > 100) {
                throw RestError.form(
                        "allowed_mentions." + kind, "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.");
            }
            for (JsonNode parse : allowed.path("parse")) {
                if (parse.asText().equals(kind) && !allowed.path(kind).isEmpty()) {
                    throw RestError.form(
                            "allowed_mentions",
                            "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                            "parse:[\"" + kind + "\"] and " + kind + ": [ids...] are mutually exclusive.");
                }
            }
        }
    }

    private void checkStickers() {
        JsonNode ids = body.path("sticker_ids");
        if (ids.size() > 3) {
            throw RestError.form("sticker_ids", "BASE_TYPE_MAX_LENGTH", "Must be 3 or fewer in length.");
        }
        for (JsonNode id : ids) {
            if (sticker(id) == null) {
                throw RestError.of(400, 50081, "Invalid sticker sent");
            }
        }
    }

    private ObjectNode sticker(JsonNode id) {
        return world.guilds.values().stream()
                .map(guild -> guild.expressions.sticker(Json.snowflake(id)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    // Discord docs, Sticker Resource > Sticker Item Object
    private ArrayNode stickers() {
        ArrayNode items = Json.array();
        for (JsonNode id : body.path("sticker_ids")) {
            ObjectNode sticker = sticker(id);
            items.addObject()
                    .put("id", sticker.path("id").asText())
                    .put("name", sticker.path("name").asText())
                    .put("format_type", sticker.path("format_type").asInt());
        }
        return items;
    }

    private void checkFiles() {
        if (files.size() > MAX_FILES) {
            throw RestError.form("", "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.");
        }
        if (files.stream().anyMatch(file -> file.bytes().length > MAX_FILE)) {
            throw RestError.of(413, 40005, "Request entity too large");
        }
    }
}
