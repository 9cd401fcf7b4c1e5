package org.discordbridge.event;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Somebody used a command, a button, a select menu or a form of the bot, and Discord waits for an answer. */
public sealed interface InteractionEvent extends PlacedEvent
        permits CommandInvoked, ComponentUsed, ModalSubmitted, AutocompleteRequested {
    /** Returns who used it where, and the token for the answer. */
    Interaction interaction();

    /** Returns a copy without the token, so that nobody can answer with it. */
    InteractionEvent withoutToken();

    /** Returns the snowflake of the interaction. */
    default String interactionId() {
        return interaction().id();
    }

    /**
     * Returns the token with which its holder can answer until the deadline; null if nobody can any more. A secret:
     * never log it.
     */
    @Nullable
    default String interactionToken() {
        return interaction().token();
    }

    /** Returns the time until which it can be answered by its token. */
    default Instant interactionDeadline() {
        return interaction().deadline();
    }

    @Override
    default String uuid() {
        return EventId.ofInteraction(interaction().id());
    }

    @Override
    default Instant timestamp() {
        return interaction().timestamp();
    }

    @Override
    default Place place() {
        return interaction().place();
    }

    @Override
    default Actor user() {
        return interaction().user();
    }

    /** Returns the snowflake of the user who used it; empty if Discord did not say it. */
    default String authorId() {
        return Objects.requireNonNullElse(user().id(), "");
    }

    /**
     * Returns the name that people see: nickname in the guild, else display name, else user name; empty if Discord gave
     * none.
     */
    default String authorName() {
        return Objects.requireNonNullElse(user().name(), "");
    }

    /** Returns the account's unique name; empty if Discord gave none. */
    default String authorUsername() {
        return Objects.requireNonNullElse(user().username(), "");
    }

    /** Returns the ids of the user's roles. */
    default List<String> authorRoles() {
        return user().roles();
    }

    /** Returns an empty list: files that come with an interaction are not stored. */
    default List<String> attachments() {
        return List.of();
    }
}
