package org.discordbridge.discord;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.discordbridge.discord.session.DiscordSession;
import org.discordbridge.discord.session.PostLog;
import org.discordbridge.discord.session.Posted;

/** Operations on channels, threads and direct messages. */
final class Channels {
    /** Of threads that belong to no message. Discord's own default is a private one. */
    private static final int PUBLIC_THREAD = 11;

    private static final List<String> THREAD_FIELDS = List.of("auto_archive_duration", "rate_limit_per_user");

    private Channels() {}

    static CompletableFuture<Outcome> get(Request request, DiscordSession session) {
        return session.channels()
                .get(request.id(Field.CHANNEL_ID))
                .thenApply(channel -> new Outcome(channel, Map.of()));
    }

    static CompletableFuture<Outcome> type(Request request, DiscordSession session) {
        return session.channels().type(request.id(Field.CHANNEL_ID)).thenApply(Outcome::nothing);
    }

    static CompletableFuture<Outcome> openDirect(Request request, DiscordSession session) {
        return session.channels()
                .openDirect(request.id(Field.USER_ID))
                .thenApply(channel -> new Outcome(channel, Map.of(DiscordConstants.CHANNEL_ID, channel.get("id"))));
    }

    static CompletableFuture<Outcome> createThread(Request request, DiscordSession session) {
        String channelId = request.id(Field.CHANNEL_ID);
        String messageId = request.idOrNull(Field.MESSAGE_ID);
        Map<String, Object> fields = threadFields(request);
        if (messageId != null) {
            boolean perhapsAgain = !request.header(DiscordConstants.IDENTITY).isEmpty();
            return session.channels()
                    .startThread(channelId, messageId, fields, perhapsAgain, request.reason())
                    .thenApply(Outcome::thread);
        }
        fields.put("type", request.value("type") == null ? PUBLIC_THREAD : request.value("type"));
        request.copy("invitable", fields);
        PostLog log = request.log();
        Posted earlier = log.known(0);
        if (earlier != null) {
            return CompletableFuture.completedFuture(Outcome.threadOfEarlier(earlier.channelId()));
        }
        return session.channels()
                .startThread(channelId, fields, request.reason())
                .thenCompose(thread -> {
                    // Discord knows no nonce here
                    String id = Request.asText(thread.get("id"));
                    return log.note(0, Posted.earlier(id, id)).thenApply(noted -> Outcome.thread(thread));
                });
    }

    static CompletableFuture<Outcome> archiveThread(Request request, DiscordSession session) {
        String threadId = request.idOrNull(Field.THREAD_ID);
        Map<String, Object> changes = new HashMap<>();
        changes.put("archived", request.flag("archived", true));
        request.copy("locked", changes);
        return session.channels()
                .modify(threadId == null ? request.id(Field.CHANNEL_ID) : threadId, changes, request.reason())
                .thenApply(Outcome::thread);
    }

    /** Name and settings of a new thread. */
    static Map<String, Object> threadFields(Request request) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("name", request.required(Field.THREAD_NAME));
        THREAD_FIELDS.forEach(key -> request.copy(key, fields));
        return fields;
    }
}
