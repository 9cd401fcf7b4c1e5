package org.discordbridge.discord.operation;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.discordbridge.discord.session.life.DiscordSession;

/** Lists the operations that a route can ask Discord for. */
public enum Operation {
    SEND_MESSAGE("send-message", PostOperations::send),
    REPLY("reply", PostOperations::reply),
    EDIT_MESSAGE("edit-message", MessageOperations::edit),
    DELETE_MESSAGE("delete-message", MessageOperations::delete),
    ADD_REACTION("add-reaction", MessageOperations::react),
    REMOVE_REACTION("remove-reaction", MessageOperations::unreact),
    SEND_TYPING("send-typing", ChannelOperations::type),
    PIN("pin", MessageOperations::pin),
    CREATE_THREAD("create-thread", ChannelOperations::createThread),
    CREATE_POST("create-post", PostOperations::createPost),
    ARCHIVE_THREAD("archive-thread", ChannelOperations::archiveThread),
    OPEN_DM("open-dm", ChannelOperations::openDirect),
    SEND_WEBHOOK("send-webhook", PostOperations::sendWebhook),
    CREATE_POLL("create-poll", PostOperations::createPoll),
    GET_MESSAGE("get-message", MessageOperations::get),
    GET_HISTORY("get-history", MessageOperations::history),
    GET_CHANNEL("get-channel", ChannelOperations::get),
    GET_MEMBER("get-member", MemberOperations::get),
    ADD_ROLE("add-role", MemberOperations::addRole),
    REMOVE_ROLE("remove-role", MemberOperations::removeRole),
    TIMEOUT_MEMBER("timeout-member", MemberOperations::timeOut),
    REPLY_INTERACTION("reply-interaction", InteractionOperations::reply),
    OPEN_MODAL("open-modal", ModalOperations::open);

    /** The action of an endpoint whose bodies say which of these they want. */
    public static final String OF_THE_BODY = "operation";

    /** Begins an operation. Does not block; throws if it cannot be begun at all. */
    @FunctionalInterface
    interface Action {
        public CompletableFuture<OperationOutcome> begin(OperationRequest request, DiscordSession session);
    }

    private final String key;
    private final Action action;

    Operation(String key, Action action) {
        this.key = key;
        this.action = action;
    }

    public static Optional<Operation> named(String key) {
        return Arrays.stream(values())
                .filter(operation -> operation.key.equals(key))
                .findFirst();
    }

    /** Returns all names, for messages to people. */
    public static String names() {
        return Arrays.stream(values()).map(Operation::toString).collect(Collectors.joining(", "));
    }

    public CompletableFuture<OperationOutcome> begin(OperationRequest request, DiscordSession session) {
        return action.begin(request, session);
    }

    /** Returns the name as in the URI. */
    @Override
    public String toString() {
        return key;
    }
}
