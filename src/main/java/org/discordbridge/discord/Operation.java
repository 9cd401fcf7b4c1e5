package org.discordbridge.discord;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.discordbridge.discord.session.DiscordSession;

/** What a route can ask Discord to do. */
enum Operation {
    SEND_MESSAGE("send-message", Posts::send),
    REPLY("reply", Posts::reply),
    EDIT_MESSAGE("edit-message", Messages::edit),
    DELETE_MESSAGE("delete-message", Messages::delete),
    ADD_REACTION("add-reaction", Messages::react),
    REMOVE_REACTION("remove-reaction", Messages::unreact),
    SEND_TYPING("send-typing", Channels::type),
    PIN("pin", Messages::pin),
    CREATE_THREAD("create-thread", Channels::createThread),
    CREATE_POST("create-post", Posts::createPost),
    ARCHIVE_THREAD("archive-thread", Channels::archiveThread),
    OPEN_DM("open-dm", Channels::openDirect),
    SEND_WEBHOOK("send-webhook", Posts::sendWebhook),
    CREATE_POLL("create-poll", Posts::createPoll),
    GET_MESSAGE("get-message", Messages::get),
    GET_HISTORY("get-history", Messages::history),
    GET_CHANNEL("get-channel", Channels::get),
    GET_MEMBER("get-member", Members::get),
    ADD_ROLE("add-role", Members::addRole),
    REMOVE_ROLE("remove-role", Members::removeRole),
    TIMEOUT_MEMBER("timeout-member", Members::timeOut),
    REPLY_INTERACTION("reply-interaction", Answers::reply),
    OPEN_MODAL("open-modal", Forms::open);

    /** Begins an operation. Does not block; throws if it cannot be begun at all. */
    @FunctionalInterface
    interface Action {
        CompletableFuture<Outcome> begin(Request request, DiscordSession session);
    }

    private final String key;
    private final Action action;

    Operation(String key, Action action) {
        this.key = key;
        this.action = action;
    }

    static Optional<Operation> named(String key) {
        return Arrays.stream(values())
                .filter(operation -> operation.key.equals(key))
                .findFirst();
    }

    /** All of them, for messages to people. */
    static String names() {
        return Arrays.stream(values()).map(Operation::toString).collect(Collectors.joining(", "));
    }

    CompletableFuture<Outcome> begin(Request request, DiscordSession session) {
        return action.begin(request, session);
    }

    /** As in the URI. */
    @Override
    public String toString() {
        return key;
    }
}
