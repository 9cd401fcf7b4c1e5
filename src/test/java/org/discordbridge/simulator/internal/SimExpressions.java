package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.discordbridge.simulator.Intent;

/** The emoji and stickers of a guild. Discord docs, Emoji Resource; Sticker Resource. */
final class SimExpressions extends GuildPart {
    private final Map<Long, ObjectNode> emojis = new LinkedHashMap<>();
    private final Map<Long, ObjectNode> stickers = new LinkedHashMap<>();

    SimExpressions(SimGuild guild) {
        super(guild);
    }

    /** The emoji of that id, or null. */
    ObjectNode emoji(long id) {
        return emojis.get(id);
    }

    /** The sticker of that id, or null. */
    ObjectNode sticker(long id) {
        return stickers.get(id);
    }

    ArrayNode emojis() {
        return all(emojis);
    }

    ArrayNode stickers() {
        return all(stickers);
    }

    /** Adds an emoji, and tells so. */
    ObjectNode addEmoji(String name, boolean animated) {
        ObjectNode emoji = newEmoji(name).put("animated", animated);
        emojis.put(Json.snowflake(emoji.get("id")), emoji);
        emojisChanged();
        return emoji;
    }

    void renameEmoji(long id, String name) {
        emojis.get(id).put("name", name);
        emojisChanged();
    }

    void removeEmoji(long id) {
        emojis.remove(id);
        emojisChanged();
    }

    /** Has these and no others; who was there keeps its id. */
    void setEmojis(List<String> names) {
        replace(emojis, names, this::newEmoji);
        emojisChanged();
    }

    /** Has these and no others; who was there keeps its id. */
    void setStickers(List<String> names) {
        replace(stickers, names, this::newSticker);
        publish("GUILD_STICKERS_UPDATE", Intent.GUILD_EXPRESSIONS, data().set("stickers", stickers()));
    }

    private void emojisChanged() {
        publish("GUILD_EMOJIS_UPDATE", Intent.GUILD_EXPRESSIONS, data().set("emojis", emojis()));
    }

    private static void replace(Map<Long, ObjectNode> all, List<String> names, Function<String, ObjectNode> fresh) {
        Map<Long, ObjectNode> old = new LinkedHashMap<>(all);
        all.clear();
        for (String name : names) {
            ObjectNode one = old.values().stream()
                    .filter(known -> known.path("name").asText().equals(name))
                    .findFirst()
                    .orElseGet(() -> fresh.apply(name));
            all.put(Json.snowflake(one.get("id")), one);
        }
    }

    private static ArrayNode all(Map<Long, ObjectNode> of) {
        ArrayNode all = Json.array();
        of.values().forEach(one -> all.add(one.deepCopy()));
        return all;
    }

    private ObjectNode newEmoji(String name) {
        ObjectNode emoji = Json.object()
                .put("id", Json.id(world.ids.nextLasting()))
                .put("name", name)
                .put("require_colons", true)
                .put("managed", false)
                .put("animated", false)
                .put("available", true);
        emoji.putArray("roles");
        return emoji;
    }

    private ObjectNode newSticker(String name) {
        return Json.object()
                .put("id", Json.id(world.ids.nextLasting()))
                .put("guild_id", Json.id(guild.id()))
                .put("name", name)
                .put("description", "")
                .put("tags", "wave")
                .put("type", 2)
                .put("format_type", 1)
                .put("available", true);
    }
}
