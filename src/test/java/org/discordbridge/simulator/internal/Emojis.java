package org.discordbridge.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** Which emoji there are: those of Unicode, and those of the guilds (Discord docs, Emoji Resource). */
final class Emojis {
    private static final String PICTURE = "[\\p{So}\\x{203C}\\x{2049}\\x{2194}-\\x{21AA}\\x{25FB}-\\x{25FE}\\x{2934}"
            + "\\x{2935}\\x{3030}\\x{303D}\\x{1F000}-\\x{1FAFF}]\\x{FE0F}?[\\x{1F3FB}-\\x{1F3FF}]?[\\x{E0020}-\\x{E007F}]*";
    private static final Pattern UNICODE = Pattern.compile(
            "[\\x{1F1E6}-\\x{1F1FF}]{2}|[0-9#*]\\x{FE0F}?\\x{20E3}|" + PICTURE + "(?:\\x{200D}" + PICTURE + ")*");
    private static final Pattern CUSTOM = Pattern.compile("(?:a:)?\\w{2,32}:(\\d{1,20})");

    private final World world;

    Emojis(World world) {
        this.world = world;
    }

    /** Whether a reaction can have this: one of Unicode, or {@code name:id} of one of a guild. */
    boolean known(String emoji) {
        var custom = CUSTOM.matcher(emoji);
        return custom.matches()
                ? exists(Json.snowflake(custom.group(1)))
                : UNICODE.matcher(emoji).matches();
    }

    /** Refuses the emoji of a component or the like, if it has one that there is not. */
    void check(JsonNode emoji, String at) {
        if (emoji.isMissingNode() || emoji.isNull()) {
            return;
        }
        if (!emoji.isObject()) {
            throw RestError.form(at, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
        }
        boolean custom = emoji.hasNonNull("id");
        boolean known = custom
                ? exists(Json.snowflake(emoji.get("id")))
                : UNICODE.matcher(emoji.path("name").asText("")).matches();
        if (!known) {
            throw RestError.form(at + (custom ? ".id" : ".name"), "BUTTON_COMPONENT_INVALID_EMOJI", "Invalid emoji");
        }
    }

    private boolean exists(long id) {
        return world.guilds.values().stream().anyMatch(guild -> guild.expressions.emoji(id) != null);
    }
}
