package org.discordbridge.discord.operation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.discordbridge.discord.options.Shortened;
import org.discordbridge.discord.session.json.JsonParser;
import org.discordbridge.discord.session.life.DiscordSession;

/** Opens forms, which Discord calls modals (Discord docs, Receiving and Responding > Modal). */
final class ModalOperations {
    private static final int LONGEST_TITLE = 45;
    private static final int LONGEST_ID = 100;
    private static final int MOST = 5;
    private static final int LABEL = 18;
    private static final int TEXT_INPUT = 4;
    private static final List<String> OF_INPUT =
            List.of("min_length", "max_length", "required", "value", "placeholder");

    private ModalOperations() {}

    static CompletableFuture<OperationOutcome> open(OperationRequest request, DiscordSession session) {
        String id = request.id(RequestField.INTERACTION_ID);
        String token = request.required(RequestField.INTERACTION_TOKEN);
        return session.calls()
                .replies()
                .openModal(id, token, modal(request.withJson()))
                .thenApply(OperationOutcome::nothing);
    }

    /** Makes the form as Discord wants it. */
    static Map<String, Object> modal(OperationRequest request) {
        Map<String, Object> modal = new HashMap<>();
        modal.put("title", text(request, "title", LONGEST_TITLE));
        modal.put("custom_id", text(request, "custom_id", LONGEST_ID));
        List<?> fields = list(request, "fields");
        List<?> components = fields == null ? list(request, "components") : labels(fields);
        if (components == null || components.isEmpty() || components.size() > MOST) {
            throw new IllegalArgumentException("A form has 1 to 5 fields: "
                    + (components == null
                            ? "neither fields nor components of the body are set"
                            : "there are " + components.size()));
        }
        modal.put("components", components);
        return modal;
    }

    private static String text(OperationRequest request, String key, int longest) {
        String text = request.text(key);
        if (text.isBlank() || text.length() > longest) {
            throw new IllegalArgumentException(key + " of the form must have 1 to " + longest + " characters: "
                    + (text.isBlank() ? "there is none" : "it has " + text.length()));
        }
        return text;
    }

    private static List<?> list(OperationRequest request, String key) {
        Object value = request.value(key);
        if (value instanceof CharSequence text) {
            value = text.toString().isBlank() ? null : JsonParser.parse(key, text.toString());
        }
        if (value == null) {
            return null;
        }
        if (!(value instanceof List<?> list)) {
            throw new IllegalArgumentException(key + " of the form is not a list");
        }
        return list;
    }

    /**
     * Makes text fields from their short form: custom_id, label, style short or paragraph, and the other fields of
     * Discord's text input.
     */
    private static List<Map<String, Object>> labels(List<?> fields) {
        List<Map<String, Object>> labels = new ArrayList<>();
        for (Object one : fields) {
            if (!(one instanceof Map<?, ?> field)) {
                throw new IllegalArgumentException("A field of the form is not an object with custom_id and label");
            }
            String id = OperationRequest.asText(field.get("custom_id"));
            String label = OperationRequest.asText(field.get("label"));
            if (id.isEmpty() || label.isEmpty() || label.length() > LONGEST_TITLE) {
                throw new IllegalArgumentException(
                        "A field of the form needs a custom_id, and a label of 1 to 45 characters");
            }
            Map<String, Object> input = new HashMap<>();
            input.put("type", TEXT_INPUT);
            input.put("custom_id", id);
            input.put("style", style(id, OperationRequest.asText(field.get("style"))));
            OF_INPUT.stream().filter(key -> field.get(key) != null).forEach(key -> input.put(key, field.get(key)));
            Map<String, Object> row = new HashMap<>();
            row.put("type", LABEL);
            row.put("label", label);
            if (field.get("description") != null) {
                row.put("description", field.get("description"));
            }
            row.put("component", input);
            labels.add(row);
        }
        return labels;
    }

    private static int style(String id, String style) {
        return switch (style) {
            case "", "short", "1" -> 1;
            case "paragraph", "2" -> 2;
            default ->
                throw new IllegalArgumentException(
                        "style '" + Shortened.of(style) + "' of field " + id + " is neither short nor paragraph");
        };
    }
}
