package org.discordbridge.event;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Somebody used a command, a button, a select or a form of the bot's, and Discord waits for an answer. */
public sealed interface InteractionEvent extends PlacedEvent
        permits CommandInvoked, ComponentUsed, ModalSubmitted, AutocompleteRequested {
    /** Who used it where, and the right to answer. */
    Interaction interaction();

    /** The same without the right to answer. */
    InteractionEvent withoutToken();

    /** Snowflake of the interaction. */
    default String interactionId() {
        return interaction().id();
    }

    /** Lets its holder answer until the deadline; null if nobody can any more. A secret: never log it. */
    @Nullable
    default String interactionToken() {
        return interaction().token();
    }

    /** Until when it can be answered by its token. */
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

    /** Snowflake of who used it; empty if Discord did not say it. */
    default String authorId() {
        return Objects.requireNonNullElse(user().id(), "");
    }

    /** The name shown: nickname in the guild, else display name, else user name; empty if Discord said none. */
    default String authorName() {
        return Objects.requireNonNullElse(user().name(), "");
    }

    /** The account's unique name; empty if Discord said none. */
    default String authorUsername() {
        return Objects.requireNonNullElse(user().username(), "");
    }

    /** Ids of the roles of who used it. */
    default List<String> authorRoles() {
        return user().roles();
    }

    /** Always empty: files that come with an interaction are not stored. */
    default List<String> attachments() {
        return List.of();
    }
}
