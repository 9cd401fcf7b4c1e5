package org.discordbridge.discord.operation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.discordbridge.discord.options.Shortened;
import org.discordbridge.discord.session.json.JsonParser;

/**
 * Holds the fields of a message besides its text and its files, by Discord's names (Discord docs, Message > Create
 * Message). Discord checks most of them, so they are not checked here.
 *
 * @param mentions the users and roles it may ping, as Discord's allowed mentions object
 * @param rich embeds, components, a poll and the like
 * @param flags flags without the one of Components V2
 * @param componentsV2 whether its components take the place of text and embeds
 */
public record MessageFields(Map<String, Object> mentions, Map<String, Object> rich, long flags, boolean componentsV2) {
    private static final Set<String> MENTION_TYPES = Set.of("users", "roles", "everyone");
    private static final List<String> RICH = List.of("embeds", "components", "poll", "sticker_ids", "tts");
    private static final Set<String> LISTS = Set.of("embeds", "components");
    private static final long SUPPRESS_EMBEDS = 1 << 2;
    private static final long SILENT = 1 << 12;
    private static final long COMPONENTS_V2 = 1 << 15;

    /**
     * Types of components V2: section, text display, gallery, file, separator, container (Discord docs, Component
     * Reference).
     */
    private static final Set<String> V2_TYPES = Set.of("9", "10", "12", "13", "14", "17");

    static MessageFields of(OperationRequest request) {
        Map<String, Object> rich = new HashMap<>();
        for (String key : RICH) {
            Object value = structured(request, key);
            if (value != null) {
                rich.put(key, "poll".equals(key) ? poll(value) : value);
            }
        }
        long flags = flags(request);
        return new MessageFields(
                mentions(request),
                rich,
                flags & ~COMPONENTS_V2,
                (flags & COMPONENTS_V2) != 0 || hasV2(rich.get("components")));
    }

    /** Returns the fields of a message with that text and nothing rich. */
    Map<String, Object> plain(String text) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("allowed_mentions", mentions);
        if (!text.isEmpty()) {
            fields.put("content", text);
        }
        if (flags != 0) {
            fields.put("flags", flags);
        }
        return fields;
    }

    /** Returns the fields of a message with that text and everything rich. */
    Map<String, Object> full(String text) {
        Map<String, Object> fields = plain(text);
        fields.putAll(rich);
        if (componentsV2) {
            fields.put("flags", flags | COMPONENTS_V2);
        }
        return fields;
    }

    /** Returns the fields of an edit. Discord only changes the flags of previews and of Components V2. */
    Map<String, Object> changes(OperationRequest request) {
        Map<String, Object> fields = new HashMap<>(rich);
        if (componentsV2) {
            fields.put("flags", flags & ~SILENT | COMPONENTS_V2);
        } else if (request.has("flags") || request.has("suppress_embeds") || (flags & SUPPRESS_EMBEDS) != 0) {
            fields.put("flags", flags & ~SILENT);
        }
        return fields;
    }

    /**
     * Reads a field as it is, or from JSON text in it, or from the field with the same name and the ending _json; null
     * if it is absent or empty.
     */
    private static Object structured(OperationRequest request, String key) {
        Object value = request.value(key);
        if (value == null) {
            value = request.value(key + "_json");
        }
        if (value instanceof CharSequence text) {
            if (text.toString().isBlank()) {
                return null;
            }
            value = "tts".equals(key) ? text.toString() : JsonParser.parse(key, text.toString());
        }
        return value instanceof Map && LISTS.contains(key) ? List.of(value) : value;
    }

    /** Makes Discord's form of a poll, in which question and answers may also be plain text. */
    private static Object poll(Object value) {
        if (!(value instanceof Map<?, ?> given)) {
            throw new IllegalArgumentException("poll is not an object with question and answers");
        }
        Map<Object, Object> poll = new HashMap<>(given);
        if (given.get("question") instanceof CharSequence question) {
            poll.put("question", Map.of("text", question.toString()));
        }
        if (given.get("answers") instanceof List<?> answers) {
            poll.put(
                    "answers",
                    answers.stream()
                            .map(answer -> answer instanceof CharSequence text
                                    ? Map.of("poll_media", Map.of("text", text.toString()))
                                    : answer)
                            .toList());
        }
        return poll;
    }

    private static boolean hasV2(Object components) {
        return components instanceof List<?> list
                && list.stream()
                        .anyMatch(one -> one instanceof Map<?, ?> component
                                && V2_TYPES.contains(OperationRequest.asText(component.get("type"))));
    }

    private static long flags(OperationRequest request) {
        String number = request.text("flags");
        long flags = 0;
        if (!number.isEmpty()) {
            try {
                flags = Long.parseLong(number);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "flags '" + Shortened.of(number) + "' are not a number, as Discord's message flags are", e);
            }
        }
        return flags
                | (request.flag("silent", request.options().isSilent()) ? SILENT : 0)
                | (request.flag("suppress_embeds", request.options().isSuppressEmbeds()) ? SUPPRESS_EMBEDS : 0);
    }

    /**
     * Returns who may be pinged: nobody, unless the body or the option says so. Discord's own default pings everyone.
     */
    @SuppressWarnings("unchecked")
    static Map<String, Object> mentions(OperationRequest request) {
        Object own = structured(request, "allowed_mentions");
        if (own instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        return Map.of("parse", mentionTypes(request.options().getAllowedMentions()), "replied_user", false);
    }

    /** Reads and checks the kinds of mentions in the option. */
    public static Set<String> mentionTypes(String option) {
        if (option == null || option.isBlank()) {
            return Set.of();
        }
        Set<String> types = Arrays.stream(option.split(",")).map(String::strip).collect(Collectors.toSet());
        if (!MENTION_TYPES.containsAll(types)) {
            throw new IllegalArgumentException("allowedMentions '" + option
                    + "' is not understood: it is any of users, roles, everyone, separated by commas");
        }
        return types;
    }
}
