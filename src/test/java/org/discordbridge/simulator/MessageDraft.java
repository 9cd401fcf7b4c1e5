package org.discordbridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A message that a user is about to post. Each call adds to it and returns it. */
public final class MessageDraft {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringBuilder content = new StringBuilder();
    private final List<Upload> uploads = new ArrayList<>();
    private final List<JsonNode> embeds = new ArrayList<>();
    private final ObjectNode extra = JSON.createObjectNode();
    private Message replyTo;

    private MessageDraft(String text) {
        content.append(text);
    }

    /** A message with this text. */
    public static MessageDraft text(String text) {
        return new MessageDraft(text);
    }

    /** A message without text, for files alone. */
    public static MessageDraft empty() {
        return new MessageDraft("");
    }

    /** Attaches a file. */
    public MessageDraft attach(Upload upload) {
        uploads.add(upload);
        return this;
    }

    /** Makes it a reply: type 19 with the original in {@code referenced_message}. */
    public MessageDraft replyTo(Message original) {
        replyTo = original;
        return this;
    }

    /**
     * Makes it a forward: a reference of type 1, and a copy of the original without its author (Discord docs, Messages
     * Resource > Message Snapshot Object).
     */
    public MessageDraft forward(Message original) {
        ObjectNode json = original.json();
        ObjectNode copy = JSON.createObjectNode();
        for (String key : List.of(
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
                "components")) {
            if (json.has(key)) {
                copy.set(key, json.get(key));
            }
        }
        ObjectNode reference = JSON.createObjectNode()
                .put("type", 1)
                .put("message_id", String.valueOf(original.id()))
                .put("channel_id", String.valueOf(original.channel().id()));
        original.channel().guild().ifPresent(guild -> reference.put("guild_id", String.valueOf(guild.id())));
        extra.set("message_reference", reference);
        extra.putArray("message_snapshots").addObject().set("message", copy);
        return this;
    }

    /** Appends a mention of the user to the text. */
    public MessageDraft mention(User user) {
        content.append(content.isEmpty() ? "" : " ").append(user.mention());
        return this;
    }

    /** Adds an embed object; {@code type} defaults to {@code rich}. */
    public MessageDraft embed(Map<String, ?> embed) {
        ObjectNode node = JSON.valueToTree(embed);
        if (!node.has("type")) {
            node.put("type", "rich");
        }
        embeds.add(node);
        return this;
    }

    /** Sets a field of the message object to raw JSON, over whatever the simulator would have put there. */
    public MessageDraft field(String name, Object value) {
        extra.set(name, JSON.valueToTree(value));
        return this;
    }

    /** The text so far. */
    public String content() {
        return content.toString();
    }

    /** The files so far. */
    public List<Upload> uploads() {
        return List.copyOf(uploads);
    }

    /** The embeds so far. */
    public List<JsonNode> embeds() {
        return List.copyOf(embeds);
    }

    /** The raw fields so far. */
    public ObjectNode fields() {
        return extra;
    }

    /** The message replied to, or null. */
    public Message original() {
        return replyTo;
    }
}
