package org.discordbridge.discord.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.discordbridge.discord.session.call.OutgoingMessage;
import org.discordbridge.discord.session.call.Revision.Part;
import org.discordbridge.discord.session.rest.Upload;

/**
 * Cuts a request into messages that Discord takes: a long text into parts, of which the last one has the embeds,
 * components and so on, and the files. Files that are too many for one message follow it.
 */
final class MessageParts {
    /** Greatest number of parts; a longer text is sent as a file. */
    private static final int MOST_PARTS = 20;

    private MessageParts() {}

    /** Makes the messages, in order; at least one. */
    static List<OutgoingMessage> posts(OperationRequest request) {
        String text = textOf(request);
        List<String> parts = MessageSplitter.split(text);
        List<Upload> files = new ArrayList<>(request.files());
        if (parts.size() > MOST_PARTS) {
            parts = List.of();
            files.add(0, file(text));
        }
        MessageFields look = MessageFields.of(request);
        List<List<Upload>> batches = AttachedFiles.batches(files);
        requireSense(look, parts, batches);
        List<OutgoingMessage> posts = new ArrayList<>();
        for (int i = 0; i < parts.size() - 1; i++) {
            posts.add(new OutgoingMessage(look.plain(parts.get(i)), List.of()));
        }
        String last = parts.isEmpty() ? "" : parts.get(parts.size() - 1);
        posts.add(new OutgoingMessage(look.full(last), batches.isEmpty() ? List.of() : batches.get(0)));
        for (int i = 1; i < batches.size(); i++) {
            posts.add(new OutgoingMessage(look.plain(""), batches.get(i)));
        }
        return posts;
    }

    /** Returns whether an edit changes the text. */
    static boolean changesText(OperationRequest request) {
        return !textOf(request).isEmpty() || request.hasNull("content");
    }

    /**
     * Makes the messages that an answer shall consist of from now on, in order; fields that are absent stay as they
     * are.
     */
    static List<Part> revision(OperationRequest request) {
        String text = textOf(request);
        List<String> parts = MessageSplitter.split(text);
        List<Upload> files = new ArrayList<>(request.files());
        if (parts.size() > MOST_PARTS) {
            parts = List.of();
            files.add(0, file(text));
        }
        MessageFields look = MessageFields.of(request);
        OutgoingMessage whole = changes(request, files);
        // the last message gets these fields, so the others lose them
        Map<String, Object> taken = new HashMap<>();
        whole.fields().keySet().stream().filter(look.rich()::containsKey).forEach(key -> taken.put(key, List.of()));
        if (!files.isEmpty() || whole.fields().containsKey("attachments")) {
            taken.put("attachments", List.of());
        }
        List<Part> revision = new ArrayList<>();
        for (int i = 0; i < parts.size() - 1; i++) {
            Map<String, Object> fields = new HashMap<>(taken);
            fields.put("content", parts.get(i));
            for (String key : List.of("allowed_mentions", "flags")) {
                if (whole.fields().containsKey(key)) {
                    fields.put(key, whole.fields().get(key));
                }
            }
            revision.add(new Part(
                    new OutgoingMessage(fields, List.of()), new OutgoingMessage(look.plain(parts.get(i)), List.of())));
        }
        String last = parts.isEmpty() ? "" : parts.get(parts.size() - 1);
        Map<String, Object> content = new HashMap<>();
        content.put("content", last.isEmpty() ? null : last);
        revision.add(new Part(whole.with(content), new OutgoingMessage(look.full(last), files)));
        return revision;
    }

    /** Returns the fields of a message that change, besides its text; fields that are absent stay as they are. */
    static OutgoingMessage changes(OperationRequest request) {
        return changes(request, request.files());
    }

    private static OutgoingMessage changes(OperationRequest request, List<Upload> files) {
        Map<String, Object> fields = MessageFields.of(request).changes(request);
        List<?> kept = request.value("attachments") instanceof List<?> list
                ? list.stream().filter(Map.class::isInstance).toList()
                : List.of();
        if (!kept.isEmpty()) {
            fields.put("attachments", kept);
        }
        if (fields.isEmpty() && files.isEmpty() && !changesText(request)) {
            throw new IllegalArgumentException("There is nothing to change: the body has neither content nor embeds,"
                    + " components, flags or attachments, and there are no files");
        }
        return new OutgoingMessage(fields, files).with(Map.of("allowed_mentions", MessageFields.mentions(request)));
    }

    private static void requireSense(MessageFields look, List<String> parts, List<List<Upload>> batches) {
        if (parts.isEmpty() && look.rich().isEmpty() && batches.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to send: the content is empty");
        }
        if (look.componentsV2() && !parts.isEmpty()) {
            throw new IllegalArgumentException("content cannot go with Components V2 (flag 32768): put the text into a"
                    + " text display, a component of type 10");
        }
    }

    /** Returns the text, with the addresses of files below it. */
    private static String textOf(OperationRequest request) {
        List<String> lines = new ArrayList<>();
        lines.add(request.content());
        if (request.value("attachments") instanceof List<?> addresses) {
            addresses.stream()
                    .filter(address -> !(address instanceof Map))
                    .map(OperationRequest::asText)
                    .forEach(lines::add);
        }
        return lines.stream().filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    private static Upload file(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return new Upload(
                "answer.md", "text/markdown; charset=utf-8", bytes.length, null, () -> new ByteArrayInputStream(bytes));
    }
}
