package org.discordbridge.discord.operation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.discordbridge.discord.options.DiscordConstants;
import org.discordbridge.discord.session.call.SentLog;
import org.discordbridge.discord.session.call.SentMessage;
import org.discordbridge.discord.session.life.DiscordSession;

/** Does operations on channels, threads and direct messages. */
final class ChannelOperations {
    /** Type of threads that belong to no message. Discord's own default is a private thread. */
    private static final int PUBLIC_THREAD = 11;

    private static final List<String> THREAD_FIELDS = List.of("auto_archive_duration", "rate_limit_per_user");

    private ChannelOperations() {}

    static CompletableFuture<OperationOutcome> get(OperationRequest request, DiscordSession session) {
        return session.calls()
                .channels()
                .get(request.id(RequestField.CHANNEL_ID))
                .thenApply(channel -> new OperationOutcome(channel, Map.of()));
    }

    static CompletableFuture<OperationOutcome> type(OperationRequest request, DiscordSession session) {
        return session.calls()
                .channels()
                .type(request.id(RequestField.CHANNEL_ID))
                .thenApply(OperationOutcome::nothing);
    }

    static CompletableFuture<OperationOutcome> openDirect(OperationRequest request, DiscordSession session) {
        return session.calls()
                .channels()
                .openDirect(request.id(RequestField.USER_ID))
                .thenApply(channel ->
                        new OperationOutcome(channel, Map.of(DiscordConstants.CHANNEL_ID, channel.get("id"))));
    }

    static CompletableFuture<OperationOutcome> createThread(OperationRequest request, DiscordSession session) {
        String channelId = request.id(RequestField.CHANNEL_ID);
        String messageId = request.idOrNull(RequestField.MESSAGE_ID);
        Map<String, Object> fields = threadFields(request);
        if (messageId != null) {
            boolean perhapsAgain = !request.header(DiscordConstants.IDENTITY).isEmpty();
            return session.calls()
                    .channels()
                    .startThread(channelId, messageId, fields, perhapsAgain, request.reason())
                    .thenApply(OperationOutcome::thread);
        }
        fields.put("type", request.value("type") == null ? PUBLIC_THREAD : request.value("type"));
        request.copy("invitable", fields);
        SentLog log = request.log();
        SentMessage earlier = log.known(0);
        if (earlier != null) {
            return CompletableFuture.completedFuture(OperationOutcome.threadOfEarlier(earlier.channelId()));
        }
        return session.calls()
                .channels()
                .startThread(channelId, fields, request.reason())
                .thenCompose(thread -> {
                    // Discord takes no nonce here
                    String id = OperationRequest.asText(thread.get("id"));
                    return log.note(0, SentMessage.earlier(id, id)).thenApply(noted -> OperationOutcome.thread(thread));
                });
    }

    static CompletableFuture<OperationOutcome> archiveThread(OperationRequest request, DiscordSession session) {
        String threadId = request.idOrNull(RequestField.THREAD_ID);
        Map<String, Object> changes = new HashMap<>();
        changes.put("archived", request.flag("archived", true));
        request.copy("locked", changes);
        return session.calls()
                .channels()
                .modify(threadId == null ? request.id(RequestField.CHANNEL_ID) : threadId, changes, request.reason())
                .thenApply(OperationOutcome::thread);
    }

    /** Returns the name and settings of a new thread. */
    static Map<String, Object> threadFields(OperationRequest request) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("name", request.required(RequestField.THREAD_NAME));
        THREAD_FIELDS.forEach(key -> request.copy(key, fields));
        return fields;
    }
}
