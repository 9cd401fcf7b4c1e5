package org.discordbridge.discord.session.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.discordbridge.discord.session.DiscordException;

/**
 * Changes the messages of one answer into others: existing messages are changed, further ones are added, and those that
 * are left over are deleted. A second call after a failure continues the work.
 *
 * <p>The last message with text has the embeds and components; those that the edit does not name move there. A file
 * stays in its message, even if that message loses its text. The exception is the file with a text that was too long:
 * it counts as text.
 */
public final class Revision {
    /** Name of the file that a text becomes if it is too long. {@code operation.MessageParts} uses the same. */
    private static final String TEXT_AS_FILE = "answer.md";

    private static final List<String> MOVED = List.of("embeds", "components");
    /** Characters between nonce and part number. After a deletion, the next one is used. */
    private static final String MARKS = "-+.~*_";

    private static final int NOT_FOUND = 404;
    private static final int FORBIDDEN = 403;
    private static final int UNKNOWN_MESSAGE = 10008;

    private final EditTarget target;
    private final List<Part> parts;
    private final Function<String, SentLog> logs;
    private final String nonce;
    private final List<String> ids = new ArrayList<>();
    /** The changed messages, in the order of the parts. */
    private final List<DataObject> done = new ArrayList<>();

    private final Map<String, DataObject> leftOver = new LinkedHashMap<>();
    private final Map<String, Object> moved = new HashMap<>();
    private SentLog log = SentLog.NONE;

    /**
     * A message as it shall be.
     *
     * @param changes the changes if the message exists
     * @param added the whole message if it does not exist
     */
    public record Part(OutgoingMessage changes, OutgoingMessage added) {}

    /**
     * Prepares the change of an answer.
     *
     * @param logs gives the further messages of the answer that begins with a message, counted from 1. If the first
     *     message itself stands in place of a further one, there are no more
     * @param nonce at most 22 characters, see {@link Outbox#post}; null for none
     */
    Revision(EditTarget target, List<Part> parts, Function<String, SentLog> logs, String nonce) {
        this.target = target;
        this.parts = parts;
        this.logs = logs;
        this.nonce = nonce;
    }

    /**
     * Changes the answer.
     *
     * @param given the known messages of the answer; the first is null for the answer to an interaction
     * @return the messages of the answer now, in order
     */
    CompletableFuture<List<DataObject>> of(List<String> given) {
        return target.edit(given.get(0), parts.get(0).changes()).thenCompose(first -> {
            String firstId = first.getString("id");
            done.add(first);
            log = logs.apply(firstId);
            Set<String> all = new LinkedHashSet<>(List.of(firstId));
            all.addAll(given.subList(1, given.size()));
            all.addAll(further(firstId, log));
            ids.addAll(all);
            if (parts.size() > 1) {
                move(first);
            }
            return inOrder(ids.size() - parts.size(), i -> look(ids.get(parts.size() + i)))
                    .thenCompose(looked -> inOrder(parts.size() - 1, i -> revise(i + 1)))
                    .thenCompose(revised -> inOrder(parts.size(), this::tidy))
                    .thenCompose(tidied -> inOrder(leftOver.size(), this::remove))
                    .thenCompose(removed -> note())
                    .thenApply(noted -> done);
        });
    }

    /** Returns the messages that follow the first one of an answer. */
    static List<String> further(String firstId, SentLog log) {
        List<String> further = new ArrayList<>();
        SentMessage next = log.known(1);
        while (next != null && !next.messageId().equals(firstId)) {
            further.add(next.messageId());
            next = log.known(further.size() + 1);
        }
        return further;
    }

    private static CompletableFuture<Void> inOrder(int count, Function<Integer, CompletableFuture<?>> step) {
        CompletableFuture<?> chain = CompletableFuture.completedFuture(null);
        for (int i = 0; i < count; i++) {
            int index = i;
            chain = chain.thenCompose(before -> step.apply(index));
        }
        return chain.thenAccept(all -> {});
    }

    /**
     * Looks at a message that is left over: its embeds and components move to the last message, its files decide
     * whether it may be deleted. A message that cannot be read has none of these.
     */
    private CompletableFuture<Void> look(String id) {
        return target.read(id)
                .handle((message, failure) -> {
                    if (failure == null) {
                        move(message);
                        return message;
                    }
                    if (DiscordException.unwrapped(failure) instanceof DiscordException refused
                            && (refused.getStatus() == NOT_FOUND || refused.getStatus() == FORBIDDEN)) {
                        return DataObject.empty();
                    }
                    throw new CompletionException(DiscordException.unwrapped(failure));
                })
                .thenAccept(message -> leftOver.put(id, message));
    }

    /** Moves embeds and components of a message to the last one, unless the edit gives that one others. */
    private void move(DataObject message) {
        Map<String, Object> named = parts.get(parts.size() - 1).changes().fields();
        for (String key : MOVED) {
            DataArray all = message.optArray(key).orElseGet(DataArray::empty);
            List<DataObject> own = all.stream(DataArray::getObject)
                    // the others are previews of links, which Discord makes
                    .filter(one -> !"embeds".equals(key) || "rich".equals(one.getString("type", "rich")))
                    .toList();
            if (!own.isEmpty() && !named.containsKey(key)) {
                moved.put(key, DataArray.fromCollection(own));
            }
        }
    }

    private CompletableFuture<Void> revise(int index) {
        Part part = parts.get(index);
        boolean last = index == parts.size() - 1;
        OutgoingMessage changes = last ? part.changes().with(moved) : part.changes();
        if (index >= ids.size()) {
            return add(index, last ? part.added().with(moved) : part.added());
        }
        return target.edit(ids.get(index), changes)
                .handle((message, failure) -> {
                    if (failure == null) {
                        done.add(message);
                        if (!last) {
                            move(message);
                        }
                        return CompletableFuture.<Void>completedFuture(null);
                    }
                    if (isUnknown(failure)) {
                        // somebody has deleted it
                        return add(index, last ? part.added().with(moved) : part.added());
                    }
                    return CompletableFuture.<Void>failedFuture(DiscordException.unwrapped(failure));
                })
                .thenCompose(Function.identity());
    }

    private CompletableFuture<Void> add(int index, OutgoingMessage post) {
        return add(index, post, 0).thenCompose(message -> {
            done.add(message);
            return log.note(index, posted(message.getString("id")));
        });
    }

    /** @param deleted number of messages with this nonce that were deleted while Discord still remembered it */
    private CompletableFuture<DataObject> add(int index, OutgoingMessage post, int deleted) {
        String own = nonce == null ? null : nonce + MARKS.charAt(deleted) + index;
        return target.add(post, done.get(0).getLong("flags", 0), own)
                .exceptionallyCompose(failure -> own != null && deleted < MARKS.length() - 1 && isUnknown(failure)
                        ? add(index, post, deleted + 1)
                        : CompletableFuture.failedFuture(DiscordException.unwrapped(failure)));
    }

    private static boolean isUnknown(Throwable failure) {
        return DiscordException.unwrapped(failure) instanceof DiscordException refused
                && refused.getCode() == UNKNOWN_MESSAGE;
    }

    private SentMessage posted(String id) {
        return SentMessage.earlier(done.get(0).getString("channel_id", ""), id);
    }

    /**
     * Removes what has moved elsewhere, and the file with text. If there is only one message, it gets what has moved.
     */
    private CompletableFuture<?> tidy(int index) {
        DataObject message = done.get(index);
        Map<String, Object> fields = new HashMap<>();
        if (index < parts.size() - 1) {
            moved.keySet().stream()
                    .filter(key ->
                            !message.optArray(key).orElseGet(DataArray::empty).isEmpty())
                    .forEach(key -> fields.put(key, DataArray.empty()));
        } else if (index == 0) {
            fields.putAll(moved);
        }
        Map<String, Object> named = parts.get(index).changes().payload().toMap();
        if (!named.containsKey("attachments")
                && files(message).size() < attachments(message).length()) {
            fields.put("attachments", DataArray.fromCollection(files(message)));
        }
        return fields.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : target.edit(
                                message.getString("id"),
                                new OutgoingMessage(fields, List.of()).with(named("allowed_mentions", named)))
                        .thenAccept(tidied -> done.set(index, tidied));
    }

    private static Map<String, Object> named(String key, Map<String, Object> fields) {
        return fields.containsKey(key) ? Map.of(key, fields.get(key)) : Map.of();
    }

    private static DataArray attachments(DataObject message) {
        return message.optArray("attachments").orElseGet(DataArray::empty);
    }

    /** Returns the files of a message, without the file with text. */
    private static List<DataObject> files(DataObject message) {
        return attachments(message).stream(DataArray::getObject)
                .filter(file -> !TEXT_AS_FILE.equals(file.getString("filename", "")))
                .map(file -> DataObject.empty().put("id", file.getString("id")))
                .toList();
    }

    private CompletableFuture<?> remove(int index) {
        String id = List.copyOf(leftOver.keySet()).get(index);
        List<DataObject> files = files(leftOver.get(id));
        if (files.isEmpty() || parts.get(parts.size() - 1).changes().payload().hasKey("attachments")) {
            return target.delete(id);
        }
        Map<String, Object> fields = new HashMap<>();
        fields.put("content", null);
        fields.put("embeds", DataArray.empty());
        fields.put("components", DataArray.empty());
        fields.put("attachments", DataArray.fromCollection(files));
        return target.edit(id, new OutgoingMessage(fields, List.of()));
    }

    /** Logs the messages that have the text now. */
    private CompletableFuture<Void> note() {
        String firstId = done.get(0).getString("id");
        List<Integer> wrong = new ArrayList<>();
        int part = 1;
        for (SentMessage known = log.known(part); part < done.size() || known != null; known = log.known(++part)) {
            String now = part < done.size() ? done.get(part).getString("id") : firstId;
            if (known == null || !known.messageId().equals(now)) {
                wrong.add(part);
            }
        }
        return inOrder(wrong.size(), i -> {
            int index = wrong.get(i);
            return log.note(index, posted(index < done.size() ? done.get(index).getString("id") : firstId));
        });
    }
}
